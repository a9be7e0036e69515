import 'server-only'
import { integrationIdPattern } from '@/lib/contract/api/integration'
import { roleMay } from '@/lib/contract/api/permissions'
import { reconnectLinkIdPattern } from '@/lib/contract/api/reconnect-link'
import { isService, type Service, serviceName } from '@/lib/contract/services/catalogue'
import { redirectByPage } from '@/lib/http/redirect-by-page'
import { seeOther } from '@/lib/http/see-other'
import { ApiError } from '../routes/api-error'
import type { FormPost } from '../routes/form-handler'
import { returnPath, withParameters } from '../routes/return-path'
import { type SignedInPost, signedInForm } from '../sessions/signed-in-form'
import { describeViewer } from '../sessions/viewer'
import type { Attempt } from './attempt'
import { attemptCookies } from './attempt-cookies'
import type { OwnError } from './way-back-errors'

function serviceOf({ params }: FormPost): Service {
  if (isService(params.service)) return params.service
  throw new ApiError('not_found', { detail: 'There is no such service.' })
}

/**
 * Returns the id of the integration to reconnect, or null when a new integration is to be connected.
 *
 * @throws {ApiError} `invalid_id` when the field does not have the form of an id
 */
function reconnectsIn(fields: URLSearchParams): string | null {
  const id = fields.get('reconnects')
  if (!id) return null
  if (!integrationIdPattern.test(id)) throw new ApiError('invalid_id')
  return id
}

/**
 * Returns the id of the reconnect link with which the person came, so that they try again with the same link, or null.
 *
 * @throws {ApiError} `invalid_id` when the field does not have the form of an id
 */
function reconnectLinkIn(fields: URLSearchParams): string | null {
  const id = fields.get('reconnect_link')
  if (!id) return null
  if (!reconnectLinkIdPattern.test(id)) throw new ApiError('invalid_id')
  return id
}

/**
 * Returns why the person cannot connect the service now, as an error of the way back, or null when
 * they can.
 */
async function findRefusal(post: SignedInPost, service: Service): Promise<OwnError | null> {
  const { role, availableServices } = await describeViewer(post.session, post.miteos)
  if (role && !roleMay(role, 'connect')) return 'forbidden'
  return availableServices && !availableServices.includes(service) ? 'not_configured' : null
}

/** Returns the path of the page on which the person can click again: the integration's page, or the list. */
function pathBeforeConnect(post: FormPost): string {
  const reconnects = reconnectsIn(post.fields)
  if (reconnects) return `/integrations/${reconnects}`
  return withParameters(returnPath(post.fields.get('return_to')), { service: serviceOf(post) })
}

/** What an attempt is to connect. */
type Wanted = Pick<Attempt, 'service' | 'reconnects' | 'reconnectLink' | 'returnTo'>

/**
 * Begins an attempt and redirects to the connect URL. Only this browser can finish the attempt. Somebody who cannot connect the
 * service now is redirected to the page that says why.
 *
 * @param mayBegin called last before the attempt begins. A response that it returns is sent, and no
 *   attempt begins
 */
export async function beginAttempt(
  post: SignedInPost,
  wanted: Wanted,
  mayBegin: () => Promise<Response | null> = async () => null,
): Promise<Response> {
  const { dashboard, session, request, appUrl, requestId } = post
  const { attempts, settings, connectUrl, log } = dashboard
  const { service } = wanted
  const error = await findRefusal(post, service)
  if (error) return seeOther(withParameters('/callback', { error, service }), appUrl)
  const refusal = await mayBegin()
  if (refusal) return refusal

  const { personId, accountId } = session
  const begun = await attempts.begin({ accountId, personId, ...wanted })
  log.info({ attempt: begun.id, service, person: session.personId }, 'an attempt began')
  const url = new URL(connectUrl)
  url.searchParams.set('service', service)
  url.searchParams.set('redirect_uri', `${appUrl}/callback`)
  url.searchParams.set('state', begun.state)
  url.searchParams.set('reference', begun.id)
  const cookieHeader = request.headers.get('cookie')
  const ttlMs = settings.connectAttemptTtlMs
  const cookies = attemptCookies(begun, { header: cookieHeader, appUrl, ttlMs })
  const title = `On to Miteos, to connect ${serviceName(service)}`
  const target = { href: url.href, title, label: 'Go on' }
  const accept = request.headers.get('accept')
  return redirectByPage(target, { appUrl, accept, cookies, reference: requestId })
}

/** Handles the forms "Connect Slack" and "Reconnect Slack". */
export const beginConnect = signedInForm(async (post) => {
  const { fields } = post
  return beginAttempt(post, {
    service: serviceOf(post),
    reconnects: reconnectsIn(fields),
    reconnectLink: reconnectLinkIn(fields),
    returnTo: returnPath(fields.get('return_to')),
  })
}, pathBeforeConnect)
