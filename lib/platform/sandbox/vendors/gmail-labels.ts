import { z } from 'zod'
import type { World } from '../worlds'
import type { DescribedMethod, GmailMethod } from './gmail-call'
import { gmailRefusal, invalidArgument, notFound } from './gmail-errors'
import { type Label, labels, messages, systemLabels } from './gmail-world'

const newLabelSchema = z.object({
  name: z.string().trim().min(1).max(225),
  messageListVisibility: z.enum(['show', 'hide']).default('show'),
  labelListVisibility: z.enum(['labelShow', 'labelShowIfUnread', 'labelHide']).default('labelShow'),
})

const ownLabel = (id: string, label: Label) => ({ id, ...label, type: 'user' })
const systemLabel = (id: string) => ({ id, name: id, type: 'system' })

const listLabels: GmailMethod = async ({ world }) => ({
  labels: [
    ...systemLabels.map(systemLabel),
    ...(await world.list(labels)).map(({ id, content }) => ownLabel(id, content)),
  ],
})

const getLabel: GmailMethod = async ({ world, id }) => {
  const own = await world.get(labels, id)
  if (!own && !systemLabels.includes(id)) return notFound()
  const labelled = (await world.list(messages)).filter(({ content }) =>
    content.labelIds.includes(id),
  )
  const unread = labelled.filter(({ content }) => content.labelIds.includes('UNREAD'))
  return {
    ...(own ? ownLabel(id, own) : systemLabel(id)),
    messagesTotal: labelled.length,
    messagesUnread: unread.length,
  }
}

const createLabel: GmailMethod = async ({ world, body }) => {
  const { data: label } = newLabelSchema.safeParse(body)
  if (!label) return invalidArgument('Invalid label name')
  return world.change(async (changing) => {
    const names = [
      ...systemLabels,
      ...(await changing.list(labels)).map(({ content }) => content.name),
    ]
    if (names.some((name) => name.toLowerCase() === label.name.toLowerCase()))
      return gmailRefusal(409, 'Label name exists or conflicts', 'aborted')
    const id = await freeId(changing)
    await changing.put(labels, id, label)
    // The real Gmail also answers a creation without `type`.
    return { id, ...label }
  })
}

async function freeId(world: World): Promise<string> {
  const numbers = (await world.list(labels)).map(({ id }) => Number(id.replace('Label_', '')))
  return `Label_${Math.max(0, ...numbers) + 1}`
}

/** The methods of `users.labels` that are simulated. */
export const labelMethods: readonly DescribedMethod[] = [
  { verb: 'GET', path: '/labels', scopes: ['labels', 'readonly', 'modify'], run: listLabels },
  { verb: 'GET', path: '/labels/:id', scopes: ['labels', 'readonly', 'modify'], run: getLabel },
  { verb: 'POST', path: '/labels', scopes: ['labels', 'modify'], run: createLabel },
]
