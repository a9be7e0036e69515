import 'server-only'
import { invitationIdPattern } from '@/lib/contract/api/invitation'
import { personIdPattern } from '@/lib/contract/api/person'
import type { PeopleError, PeopleForm } from '@/lib/contract/view/people'
import { seeOther } from '@/lib/http/see-other'
import { MiteosError } from '../miteos/miteos-error'
import { ApiError } from '../routes/api-error'
import { withParameters } from '../routes/return-path'
import type { SignedInPost } from '../sessions/signed-in-form'
import { settingsErrorOf } from './settings-error'
import { type Created, type ShownOnce, shownOnceCookie } from './shown-once-cookie'

export const peoplePath = '/settings/people'

/** Returns the id of the person in the path. Throws `not_found` for an id that nobody can have. */
export function personIdIn({ params: { id = '' } }: SignedInPost): string {
  if (personIdPattern.test(id)) return id
  throw new ApiError('not_found', { detail: 'There is no person with this id.' })
}

/** Returns the id of the invitation in the path. Throws `not_found` for an id that none can have. */
export function invitationIdIn({ params: { id = '' } }: SignedInPost): string {
  if (invitationIdPattern.test(id)) return id
  throw new ApiError('not_found', { detail: 'There is no invitation with this id.' })
}

/** Returns whether a call failed because the person or the invitation is not there any more. */
export function isGone(failure: unknown): boolean {
  return failure instanceof MiteosError && failure.kind === 'not_found'
}

function peopleErrorOf(failure: unknown): PeopleError {
  if (isGone(failure)) return 'gone'
  const error = settingsErrorOf(failure)
  const isLimit = failure instanceof MiteosError && failure.problem.reason === 'environment'
  return error === 'forbidden' && isLimit ? 'environment' : error
}

/**
 * Redirects to the page, which says why a form changed nothing. Throws a failure that does not come
 * from the API.
 */
export function backWithFailure(
  { appUrl }: SignedInPost,
  form: PeopleForm,
  failure: unknown,
  typed: Record<string, string> = {},
): Response {
  const error = `${form}_${peopleErrorOf(failure)}`
  return seeOther(withParameters(peoplePath, { error, ...typed }), appUrl)
}

/** Redirects to the page, which shows the new link once. */
export function backWithLink(
  { dashboard, session, appUrl }: SignedInPost,
  kind: ShownOnce,
  parameters: Record<string, string>,
  created: Created,
): Response {
  const sealing = { keyring: dashboard.keyring, sessionIdHash: session.idHash }
  return seeOther(withParameters(peoplePath, parameters), appUrl, [
    shownOnceCookie(kind, created, sealing, appUrl),
  ])
}
