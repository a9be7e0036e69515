import 'server-only'
import { integrationIdPattern } from '@/lib/contract/api/integration'
import { roleMay } from '@/lib/contract/api/permissions'
import { isService, type Service, serviceName } from '@/lib/contract/services/catalogue'
import { goOn } from '@/lib/http/go-on'
import { seeOther } from '@/lib/http/see-other'
import { ApiError } from '../routes/api-error'
import type { FormPost } from '../routes/form-handler'
import { returnPath, withParameters } from '../routes/return-path'
import { type SignedInPost, signedInForm } from '../sessions/signed-in-form'
import { describeViewer } from '../sessions/viewer'
import { attemptCookies } from './attempt-cookies'
import type { OwnError } from './way-back-errors'

function serviceOf({ params }: FormPost): Service {
  if (isService(params.service)) return params.service
  throw new ApiError('not_found', { detail: 'There is no such service.' })
}

function reconnectsOf(fields: URLSearchParams): string | null {
  const id = fields.get('reconnects')
  if (!id) return null
  if (!integrationIdPattern.test(id)) throw new ApiError('invalid_id')
  return id
}

async function findObstacle(post: SignedInPost, service: Service): Promise<OwnError | null> {
  const { role, availableServices } = await describeViewer(post.session, post.miteos)
  if (role && !roleMay(role, 'connect')) return 'forbidden'
  return availableServices && !availableServices.includes(service) ? 'not_configured' : null
}

/** Returns the path at which the person can click again: the integration, or an invitation to connect. */
function pathBeforeConnect(post: FormPost): string {
  const reconnects = reconnectsOf(post.fields)
  if (reconnects) return `/integrations/${reconnects}`
  return withParameters(returnPath(post.fields.get('return_to')), { service: serviceOf(post) })
}

/** Begins an attempt and redirects to the connect URL. Only this browser can finish it. */
export const beginConnect = signedInForm(async (post) => {
  const { dashboard, session, fields, request, appUrl, requestId } = post
  const { attempts, settings, connectUrl, log } = dashboard
  const service = serviceOf(post)
  const reconnects = reconnectsOf(fields)
  const error = await findObstacle(post, service)
  if (error) return seeOther(withParameters('/callback', { error, service }), appUrl)

  const returnTo = returnPath(fields.get('return_to'))
  const begun = await attempts.begin({ person: session.person, service, reconnects, returnTo })
  log.info({ attempt: begun.id, service, person: session.person }, 'an attempt began')
  const url = new URL(connectUrl)
  url.searchParams.set('service', service)
  url.searchParams.set('redirect_uri', `${appUrl}/callback`)
  url.searchParams.set('state', begun.state)
  const header = request.headers.get('cookie')
  const ttlMs = settings.connectAttemptTtlMs
  const cookies = attemptCookies(begun, { header, appUrl, ttlMs })
  const title = `On to Miteos, to connect ${serviceName(service)}`
  const place = { href: url.href, title, label: 'Go on' }
  const accept = request.headers.get('accept')
  return goOn(place, { appUrl, accept, cookies, reference: requestId })
}, pathBeforeConnect)
