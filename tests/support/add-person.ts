import { z } from 'zod'
import type { Client, TestServer } from './platform'

const invitationSchema = z.object({ id: z.string(), link: z.string() })

/** Invites somebody to the account of a client. Returns the invitation with its link. */
export async function createInvitation(client: Client) {
  const response = await client.post('/v1/invitations', { role: 'member' })
  return invitationSchema.parse(await response.json())
}

/** Adds a person without a passkey to the account of a client, and returns their id. */
export async function addPerson({ platform }: TestServer, client: Client): Promise<string> {
  const { link } = await createInvitation(client)
  const secret = new URL(link).searchParams.get('link') ?? ''
  const entered = await platform.people.joining.enter(secret, { how: 'link', name: 'Ada Lovelace' })
  if (entered.outcome !== 'in') throw new Error(`the invitation led to ${entered.outcome}`)
  return entered.who.personId
}
