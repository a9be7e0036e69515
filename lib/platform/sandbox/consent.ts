import { type Context, Hono } from 'hono'
import type { Log } from '@/lib/http/log'
import { sourceOf } from '@/lib/http/same-origin'
import { allow, deny, readAuthorizeRequest } from './authorize'
import { consentPage } from './consent-page'
import { authorizeErrorPage } from './error-page'
import type { SandboxEnv } from './open-world'
import type { Simulation } from './simulation'
import type { VendorWithConsent } from './vendors/vendor'
import { formFields } from './wire'

/**
 * Returns whether `Sec-Fetch-Site`, or else `Origin`, says that the form is from another site. Less strict than
 * `isSameOrigin`: a request without these headers does not come from a browser, and is accepted.
 */
function isFromAnotherSite(request: Request, appUrl: string): boolean {
  const { origin, site } = sourceOf(request)
  if (site !== null) return site !== 'same-origin'
  return origin !== null && origin !== appUrl
}

/** Creates the routes of the vendor's authorize path and of its consent page. */
export function consentRoutes(
  simulation: Simulation,
  vendor: VendorWithConsent,
  log: Log,
): Hono<SandboxEnv> {
  const consent = new Hono<SandboxEnv>()

  /** Returns the authorize request, or the vendor's error page when the vendor refuses it. */
  const readRequest = ({ req }: Context) => {
    const request = readAuthorizeRequest(vendor, new URL(req.url).searchParams, simulation.appUrl)
    return typeof request === 'string'
      ? authorizeErrorPage(vendor, request, simulation.appUrl, log)
      : request
  }

  consent.get(vendor.authorizePath, (context) => {
    const request = readRequest(context)
    if (request instanceof Response) return request
    const { search } = new URL(context.req.url)
    return new Response(null, {
      status: 302,
      headers: {
        Location: `${simulation.appUrl}/sandbox/${vendor.service}/authorize${search}`,
        'Cache-Control': 'no-store',
        'Referrer-Policy': 'no-referrer',
      },
    })
  })

  consent.get('/authorize', (context) => {
    const request = readRequest(context)
    return request instanceof Response ? request : consentPage(vendor, request, simulation.appUrl)
  })

  consent.post('/authorize', async (context) => {
    const request = readRequest(context)
    if (request instanceof Response) return request
    const { raw } = context.req
    const form = await formFields(raw)
    const decision = form.get('decision')
    const isOwnForm = !isFromAnotherSite(raw, simulation.appUrl)
    if (isOwnForm && decision === 'deny') return deny(vendor, request)
    if (isOwnForm && decision === 'allow') {
      return allow(simulation, vendor, request, form, await simulation.findCustomer(raw))
    }
    return consentPage(vendor, request, simulation.appUrl)
  })
  return consent
}
