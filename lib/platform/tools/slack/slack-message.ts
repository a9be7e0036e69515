import { z } from 'zod'
import { cutText, readableText } from '../untrusted-text'
import { timeOfMessage } from './slack-time'

/** A message as Slack answers it. */
export const slackMessageSchema = z.object({
  ts: z.string().max(64),
  text: z.string().optional(),
  user: z.string().max(64).optional(),
  username: z.string().max(256).optional(),
  bot_id: z.string().max(64).optional(),
  thread_ts: z.string().max(64).optional(),
})

/** A message as the tools answer it. */
export const messageSchema = z.object({
  id: z.string(),
  author: z.string().describe('The id of the person or app, or the name of an app.'),
  text: z.string(),
  at: z.string(),
  thread: z.string().optional().describe('The id of the message that the thread began with.'),
})

/** Returns a message of Slack in the form in which the tools answer it. Long texts are cut. */
export function presentMessage(message: z.infer<typeof slackMessageSchema>) {
  const { ts, text = '', user, username, bot_id, thread_ts } = message
  return {
    id: ts,
    author: readableText(username ?? user ?? bot_id ?? 'unknown'),
    text: cutText(readableText(text), 4000),
    at: timeOfMessage(ts),
    ...(thread_ts && { thread: thread_ts }),
  }
}
