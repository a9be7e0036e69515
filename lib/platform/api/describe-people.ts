import {
  invitationIdSchema,
  invitationSchema,
  inviteRequestSchema,
  newInvitationSchema,
} from '@/lib/contract/api/invitation'
import {
  changePersonRequestSchema,
  personIdSchema,
  personLinkRequestSchema,
  personLinkSchema,
  personSchema,
} from '@/lib/contract/api/person'
import { idParameter, named } from './describe'
import {
  sampleInvitation,
  sampleInviteRequest,
  sampleNewInvitation,
  samplePerson,
  samplePersonLink,
} from './people-samples'

export const describedPerson = named('Person', personSchema, samplePerson)
export const changePersonRequest = named('ChangePersonRequest', changePersonRequestSchema, {
  role: 'admin',
})
export const personLinkRequest = named('PersonLinkRequest', personLinkRequestSchema, {
  end_passkeys: true,
})
export const personLink = named('PersonLink', personLinkSchema, samplePersonLink)
export const personIdParameter = idParameter('person', personIdSchema, 'per_01HXYZ')

export const invitation = named('Invitation', invitationSchema, sampleInvitation)
export const inviteRequest = named('InviteRequest', inviteRequestSchema, sampleInviteRequest)
export const newInvitation = named('NewInvitation', newInvitationSchema, sampleNewInvitation)
export const invitationIdParameter = idParameter('invitation', invitationIdSchema, 'inv_01HXYZ')
