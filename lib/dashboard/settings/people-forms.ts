import 'server-only'
import { inviteRequestSchema } from '@/lib/contract/api/invitation'
import { changePersonRequestSchema } from '@/lib/contract/api/person'
import { seeOther } from '@/lib/http/see-other'
import { ApiError } from '../routes/api-error'
import { safeSignInPath, withParameters } from '../routes/return-path'
import { endedSessionCookie } from '../sessions/session-cookie'
import { signedInForm } from '../sessions/signed-in-form'
import { createOncePerForm } from './create-once-per-form'
import {
  backWithFailure,
  backWithLink,
  invitationIdIn,
  isGone,
  peoplePath,
  personIdIn,
} from './people-answers'
import { newInvitation, newSignInLink } from './shown-once-cookie'

/** A longer text is cut before it is shown in the form again. */
const maxTypedLength = 255

function typedIn(fields: URLSearchParams) {
  const [email = '', role = ''] = ['email', 'role'].map((name) =>
    (fields.get(name) ?? '').trim().slice(0, maxTypedLength),
  )
  return { email, role }
}

/**
 * Handles the form "Invite". The link travels to the page sealed in a cookie, which only this browser and this session can
 * use, and only once. Two presses of the button create one invitation.
 */
export const submitInvite = signedInForm(
  async (post) => {
    const { fields, miteos, appUrl } = post
    const typed = typedIn(fields)
    const { email, role } = typed
    const request = inviteRequestSchema.safeParse({ role, ...(email === '' ? {} : { email }) })
    if (!request.success)
      return seeOther(withParameters(peoplePath, { error: 'invite_invalid', ...typed }), appUrl)
    try {
      const created = await createOncePerForm(post, 'invitation', async () => {
        const { id, link, expires_at: expiresAt } = await miteos.people.invite(request.data)
        return { id, secret: link, expiresAt }
      })
      return backWithLink(post, newInvitation, { invited: created.id }, created)
    } catch (failure) {
      return backWithFailure(post, 'invite', failure, typed)
    }
  },
  ({ fields }) => withParameters(peoplePath, typedIn(fields)),
)

/** Handles the form "Change" of a person's role. */
export const submitRole = signedInForm(
  async (post) => {
    const { fields, miteos, appUrl } = post
    const id = personIdIn(post)
    const request = changePersonRequestSchema.safeParse({ role: fields.get('role') })
    if (!request.success) throw new ApiError('invalid_request', { detail: 'Choose a role.' })
    try {
      await miteos.people.change(id, request.data)
    } catch (failure) {
      return backWithFailure(post, 'role', failure)
    }
    return seeOther(withParameters(peoplePath, { changed: id }), appUrl)
  },
  () => peoplePath,
)

/** Handles the form "New sign-in link". Two presses of the button make one link. */
export const submitNewLink = signedInForm(
  async (post) => {
    const id = personIdIn(post)
    const request = { end_passkeys: post.fields.get('end_passkeys') === '1' }
    const ended = request.end_passkeys ? { ended: '1' } : {}
    try {
      const created = await createOncePerForm(post, `sign-in link ${id}`, async () => {
        const { link, expires_at: expiresAt } = await post.miteos.people.createLink(id, request)
        return { id, secret: link, expiresAt }
      })
      return backWithLink(post, newSignInLink, { linked: id, ...ended }, created)
    } catch (failure) {
      return backWithFailure(post, 'link', failure)
    }
  },
  () => peoplePath,
)

/**
 * Handles the form "Remove". A person who is already removed counts as removed. A person who
 * removes themselves is signed out.
 */
export const submitRemovePerson = signedInForm(
  async (post) => {
    const { dashboard, session, miteos, appUrl } = post
    const id = personIdIn(post)
    try {
      await miteos.people.remove(id)
    } catch (failure) {
      if (!isGone(failure)) return backWithFailure(post, 'remove', failure)
    }
    if (session.who?.personId === id) {
      await dashboard.sessions.end(session)
      return seeOther(safeSignInPath('/integrations', 'ended'), appUrl, [
        endedSessionCookie(appUrl),
      ])
    }
    return seeOther(withParameters(peoplePath, { removed: '1' }), appUrl)
  },
  () => peoplePath,
)

/** Handles the form "Withdraw" of an invitation. */
export const submitWithdraw = signedInForm(
  async (post) => {
    const id = invitationIdIn(post)
    try {
      await post.miteos.people.withdraw(id)
    } catch (failure) {
      return backWithFailure(post, 'withdraw', failure)
    }
    return seeOther(withParameters(peoplePath, { withdrawn: '1' }), post.appUrl)
  },
  () => peoplePath,
)
