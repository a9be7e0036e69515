import type { Tool } from '../tool'
import { postMessage } from './post-message'
import { readChannel } from './read-channel'

/** The tools of Slack, in the documented order. */
export const slackTools: readonly Tool[] = [postMessage, readChannel]
