import 'server-only'
import {
  type Invitation,
  type InviteRequest,
  invitationListSchema,
  type NewInvitation,
  newInvitationSchema,
} from '@/lib/contract/api/invitation'
import {
  type ChangePersonRequest,
  type Person,
  type PersonLink,
  type PersonLinkRequest,
  personLinkSchema,
  personListSchema,
  personSchema,
} from '@/lib/contract/api/person'
import { type ListPage, nextCursorOf } from './list-page'
import type { ResourceCalls } from './resource-calls'

/** The people of the account, and those who are invited. Every method throws `MiteosError` and nothing else. */
export interface PeopleClient {
  /** Returns one page of the people, in the order in which they were added to Miteos. */
  list: (cursor: string | null) => Promise<ListPage<Person>>
  change: (id: string, request: ChangePersonRequest) => Promise<Person>
  remove: (id: string) => Promise<void>
  /** Makes a sign-in link for a person. The answer is the only one that contains the link. */
  createLink: (id: string, request: PersonLinkRequest) => Promise<PersonLink>
  /** Returns one page of the open invitations, oldest first. */
  invitations: (cursor: string | null) => Promise<ListPage<Invitation>>
  /** Invites somebody. The answer is the only one that contains the link. */
  invite: (request: InviteRequest) => Promise<NewInvitation>
  withdraw: (id: string) => Promise<void>
}

export function createPeopleClient({ read, post, patch, remove }: ResourceCalls): PeopleClient {
  const pathOf = (id: string) => `/people/${encodeURIComponent(id)}`
  const pageQuery = (cursor: string | null) =>
    new URLSearchParams({ limit: '200', ...(cursor && { cursor }) })

  return {
    async list(cursor) {
      const { value, headers } = await read(`/people?${pageQuery(cursor)}`, personListSchema)
      return { items: value, nextCursor: nextCursorOf(headers) }
    },
    change: (id, request) => patch(pathOf(id), request, personSchema),
    remove: (id) => remove(pathOf(id)),
    createLink: async (id, request) =>
      (await post(`${pathOf(id)}/sign_in_link`, request, personLinkSchema)).value,
    async invitations(cursor) {
      const path = `/invitations?${pageQuery(cursor)}`
      const { value, headers } = await read(path, invitationListSchema)
      return { items: value, nextCursor: nextCursorOf(headers) }
    },
    invite: async (request) => (await post('/invitations', request, newInvitationSchema)).value,
    withdraw: (id) => remove(`/invitations/${encodeURIComponent(id)}`),
  }
}
