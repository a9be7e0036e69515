import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { type DescribedMethod, type GmailMethod, pageOf } from './gmail-call'
import { invalidArgument, notFound } from './gmail-errors'
import { formatIn, searchMessages } from './gmail-messages'
import { readWritten, send, writeMessage } from './gmail-sending'
import { briefFields, messageFields } from './gmail-view'
import { drafts, messages } from './gmail-world'

const newDraftSchema = z.object({ message: z.unknown() })
const sentDraftSchema = z.object({ id: z.string() })

const createDraft: GmailMethod = async (call) => {
  const written = await readWritten(call, newDraftSchema.safeParse(call.body).data?.message)
  if (written instanceof Response) return written
  return call.world.change(async (changing) => {
    const draft = await writeMessage(changing, written, ['DRAFT'], call.now)
    if (draft instanceof Response) return draft
    const id = `r${call.now}${randomInt(100_000, 999_999)}`
    await changing.put(drafts, id, { messageId: draft.id })
    return { id, message: briefFields(draft.id, draft.message) }
  })
}

const listDrafts: GmailMethod = async (call) => {
  const draftIds = new Map(
    (await call.world.list(drafts)).map(({ id, content }) => [content.messageId, id]),
  )
  const found = (await searchMessages(call)).flatMap(({ id, content }) => {
    const draftId = draftIds.get(id)
    return draftId === undefined
      ? []
      : [{ id: draftId, message: { id, threadId: content.threadId } }]
  })
  const { page, rest, refusal } = pageOf(found, call.query)
  return refusal ?? { ...(page.length > 0 && { drafts: page }), ...rest }
}

const getDraft: GmailMethod = async ({ world, id, query }) => {
  const format = formatIn(query)
  if (format instanceof Response) return format
  const messageId = (await world.get(drafts, id))?.messageId ?? ''
  const message = await world.get(messages, messageId)
  return message ? { id, message: messageFields(messageId, message, format) } : notFound()
}

const sendDraft: GmailMethod = async (call) => {
  const { data: draft } = sentDraftSchema.safeParse(call.body)
  if (!draft) return invalidArgument('Missing draft id')
  return call.world.change(async (changing) => {
    const messageId = (await changing.get(drafts, draft.id))?.messageId ?? ''
    const mail = await changing.get(messages, messageId)
    if (!mail) return notFound()
    const threadId = mail.threadId === messageId ? undefined : mail.threadId
    const sent = await send(changing, { mail, threadId }, call)
    if (sent instanceof Response) return sent
    await changing.remove(drafts, draft.id)
    await changing.remove(messages, messageId)
    return briefFields(sent.id, sent.message)
  })
}

const deleteDraft: GmailMethod = async ({ world, id }) => {
  const draft = await world.get(drafts, id)
  if (!draft) return notFound()
  await world.change(async (changing) => {
    await changing.remove(drafts, id)
    await changing.remove(messages, draft.messageId)
  })
  return undefined
}

/** The methods of `users.drafts` that are simulated. */
export const draftMethods: readonly DescribedMethod[] = [
  { verb: 'GET', path: '/drafts', scopes: ['readonly', 'compose', 'modify'], run: listDrafts },
  { verb: 'GET', path: '/drafts/:id', scopes: ['readonly', 'compose', 'modify'], run: getDraft },
  { verb: 'POST', path: '/drafts', scopes: ['compose', 'modify'], run: createDraft },
  { verb: 'POST', path: '/drafts/send', scopes: ['compose', 'modify'], run: sendDraft },
  { verb: 'DELETE', path: '/drafts/:id', scopes: ['compose', 'modify'], run: deleteDraft },
]
