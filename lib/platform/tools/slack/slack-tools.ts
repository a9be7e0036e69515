import type { Tool } from '../tool'
import { createChannel } from './create-channel'
import { postMessage } from './post-message'
import { readChannel } from './read-channel'
import { searchMessages } from './search-messages'

/** The tools of Slack, in the documented order. */
export const slackTools: readonly Tool[] = [postMessage, readChannel, createChannel, searchMessages]
