import type { Tool } from '../tool'
import { postToGroup } from './post-to-group'
import { readChannelUpdates } from './read-channel-updates'
import { sendMessage } from './send-message'

/** The tools of Telegram, in the documented order. */
export const telegramTools: readonly Tool[] = [sendMessage, readChannelUpdates, postToGroup]
