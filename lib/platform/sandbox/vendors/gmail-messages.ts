import { z } from 'zod'
import type { World } from '../worlds'
import {
  type DescribedMethod,
  type GmailCall,
  type GmailMethod,
  labelsAfter,
  pageOf,
  readLabelChange,
} from './gmail-call'
import { invalidArgument, notFound } from './gmail-errors'
import { matchesSearch, searchesHiddenMail } from './gmail-search'
import { readWritten, send } from './gmail-sending'
import { briefFields, type Format, messageFields } from './gmail-view'
import { labels, messages, reservedLabels } from './gmail-world'

const idPattern = /^[0-9a-f]{1,16}$/
const formats: readonly Format[] = ['minimal', 'metadata', 'full', 'raw']
const batchSchema = z.object({ ids: z.array(z.string()).min(1).max(1000) })
const hiddenLabels = ['TRASH', 'SPAM']

/** Returns the mails that match a search, newest first. */
export async function searchMessages({ world, query, now }: GmailCall) {
  const search = query.get('q') ?? ''
  const wantedLabels = query.getAll('labelIds')
  const labelIds = new Map(
    (await world.list(labels)).map(({ id, content }) => [
      content.name.toLowerCase().replaceAll(' ', '-'),
      id,
    ]),
  )
  const showsHidden =
    query.get('includeSpamTrash') === 'true' ||
    searchesHiddenMail(search) ||
    wantedLabels.some((id) => hiddenLabels.includes(id))
  return (await world.list(messages))
    .filter(({ content }) => {
      const isHidden = content.labelIds.some((id) => hiddenLabels.includes(id))
      const hasLabels = wantedLabels.every((id) => content.labelIds.includes(id))
      if ((isHidden && !showsHidden) || !hasLabels) return false
      return matchesSearch(search, content, { now, labelIds })
    })
    .sort((one, other) => other.content.internalDate - one.content.internalDate)
}

const listMessages: GmailMethod = async (call) => {
  const { page, rest, refusal } = pageOf(await searchMessages(call), call.query)
  if (refusal) return refusal
  const found = page.map(({ id, content }) => ({ id, threadId: content.threadId }))
  return { ...(found.length > 0 && { messages: found }), ...rest }
}

/** Returns the format that a request asks for, or a refusal. */
export function formatIn(query: URLSearchParams): Format | Response {
  const asked = (query.get('format') ?? 'full').toLowerCase()
  return formats.find((format) => format === asked) ?? invalidArgument('Invalid value at format')
}

const getMessage: GmailMethod = async ({ world, id, query }) => {
  const format = formatIn(query)
  if (format instanceof Response) return format
  if (!idPattern.test(id)) return invalidArgument('Invalid id value')
  const message = await world.get(messages, id)
  return message ? messageFields(id, message, format, query.getAll('metadataHeaders')) : notFound()
}

const sendMessage: GmailMethod = async (call) => {
  const written = await readWritten(call, call.body)
  if (written instanceof Response) return written
  return call.world.change(async (changing) => {
    const sent = await send(changing, written, call)
    return sent instanceof Response ? sent : briefFields(sent.id, sent.message)
  })
}

const modifyMessage: GmailMethod = async (call) => {
  const change = await readLabelChange(call, reservedLabels)
  if (change instanceof Response) return change
  if (!idPattern.test(call.id)) return invalidArgument('Invalid id value')
  return call.world.change(async (changing) => {
    const message = await changing.get(messages, call.id)
    if (!message) return notFound()
    const changed = { ...message, labelIds: labelsAfter(message.labelIds, change) }
    await changing.put(messages, call.id, changed)
    return briefFields(call.id, changed)
  })
}

/** Ignores mails that do not exist, as the real Gmail does. */
const modifyMessages: GmailMethod = async (call) => {
  const { data: batch } = batchSchema.safeParse(call.body)
  if (!batch) return invalidArgument('Invalid ids')
  const change = await readLabelChange(call, reservedLabels)
  if (change instanceof Response) return change
  await call.world.change(async (changing: World) => {
    for (const id of batch.ids) {
      const message = await changing.get(messages, id)
      if (!message) continue
      const labelIds = labelsAfter(message.labelIds, change)
      await changing.put(messages, id, { ...message, labelIds })
    }
  })
  return undefined
}

const getThread: GmailMethod = async ({ world, id, query }) => {
  const format = formatIn(query)
  if (format instanceof Response) return format
  const inThread = (await world.list(messages)).filter(({ content }) => content.threadId === id)
  if (inThread.length === 0) return notFound()
  const headers = query.getAll('metadataHeaders')
  return {
    id,
    historyId: String(inThread.at(-1)?.content.internalDate),
    messages: inThread.map((one) => messageFields(one.id, one.content, format, headers)),
  }
}

/** The methods of `users.messages` and `users.threads` that are simulated. */
export const messageMethods: readonly DescribedMethod[] = [
  { verb: 'GET', path: '/messages', scopes: ['readonly', 'modify'], run: listMessages },
  { verb: 'GET', path: '/messages/:id', scopes: ['readonly', 'modify'], run: getMessage },
  { verb: 'GET', path: '/threads/:id', scopes: ['readonly', 'modify'], run: getThread },
  {
    verb: 'POST',
    path: '/messages/send',
    scopes: ['send', 'compose', 'modify'],
    run: sendMessage,
  },
  { verb: 'POST', path: '/messages/batchModify', scopes: ['modify'], run: modifyMessages },
  { verb: 'POST', path: '/messages/:id/modify', scopes: ['modify'], run: modifyMessage },
]
