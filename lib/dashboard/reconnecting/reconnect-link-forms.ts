import 'server-only'
import { integrationIdPattern } from '@/lib/contract/api/integration'
import { reconnectLinkRequestSchema } from '@/lib/contract/api/reconnect-link'
import type { ReconnectLinkError } from '@/lib/contract/view/reconnect-link'
import { seeOther } from '@/lib/http/see-other'
import { MiteosError } from '../miteos/miteos-error'
import { ApiError } from '../routes/api-error'
import type { FormPost } from '../routes/form-handler'
import { withParameters } from '../routes/return-path'
import { signedInForm } from '../sessions/signed-in-form'
import { createOncePerForm } from '../settings/create-once-per-form'
import { settingsErrorOf } from '../settings/settings-error'
import { newReconnectLink, shownOnceCookie } from '../settings/shown-once-cookie'

/** A longer text is cut before it is shown in the form again. */
const maxTypedLength = 255

function integrationIdIn({ params: { id = '' } }: FormPost): string {
  if (integrationIdPattern.test(id)) return id
  throw new ApiError('not_found', { detail: 'There is no integration with this id.' })
}

const pathOf = (id: string) => `/integrations/${encodeURIComponent(id)}`

function typedIn({ fields }: FormPost): string {
  return (fields.get('email') ?? '').trim().slice(0, maxTypedLength)
}

function errorOf(failure: unknown): ReconnectLinkError {
  const isGone = failure instanceof MiteosError && failure.kind === 'not_found'
  return isGone ? 'gone' : settingsErrorOf(failure)
}

/**
 * Handles the form "Create reconnect link" of an integration. The link travels to the page sealed in a cookie, which only this
 * browser and this session can use, and only once. Two presses of the button create one link.
 */
export const submitNewReconnectLink = signedInForm(
  async (post) => {
    const { dashboard, session, miteos, appUrl } = post
    const id = integrationIdIn(post)
    const email = typedIn(post)
    const backWith = (parameters: Record<string, string>, cookies: string[] = []) =>
      seeOther(withParameters(pathOf(id), parameters), appUrl, cookies)
    const backWithError = (error: ReconnectLinkError) =>
      backWith({ link_error: error, ...(email && { email }) })
    const request = reconnectLinkRequestSchema.safeParse(email === '' ? {} : { email })
    if (!request.success) return backWithError('invalid')
    const create = async () => {
      const made = await miteos.reconnectLinks.create(id, request.data)
      const { link: secret, expires_at: expiresAt, mail } = made
      return { id, secret, expiresAt, mail, ...(email && { email }) }
    }
    try {
      const created = await createOncePerForm(post, `reconnect link ${id}`, create)
      const sealing = { keyring: dashboard.keyring, sessionIdHash: session.idHash }
      return backWith({ linked: '1' }, [
        shownOnceCookie(newReconnectLink, created, sealing, appUrl),
      ])
    } catch (failure) {
      return backWithError(errorOf(failure))
    }
  },
  (post) => pathOf(integrationIdIn(post)),
)
