import { type Context, Hono } from 'hono'
import type { Log } from '@/lib/http/log'
import { sourceOf } from '@/lib/http/same-origin'
import { allow, deny, readAuthorizeRequest } from './authorize'
import { consentPage } from './consent-page'
import { authorizeErrorPage } from './error-page'
import type { Simulation } from './simulation'
import type { VendorWithConsent } from './vendors/vendor'
import { formFields } from './wire'

/**
 * Returns whether a browser says that the form is from another site. It is less strict than `isSameOrigin`: a
 * client that sends neither header is not a browser.
 */
function comesFromElsewhere(request: Request, appUrl: string): boolean {
  const { origin, site } = sourceOf(request)
  if (site !== null) return site !== 'same-origin'
  return origin !== null && origin !== appUrl
}

/** Creates the routes of the vendor's authorize path and of its consent page. */
export function consentRoutes(simulation: Simulation, vendor: VendorWithConsent, log: Log): Hono {
  const consent = new Hono()

  /** Returns the authorize request, or the vendor's error page for it. */
  const read = ({ req }: Context) => {
    const asked = readAuthorizeRequest(vendor, new URL(req.url).searchParams, simulation.appUrl)
    return typeof asked === 'string'
      ? authorizeErrorPage(vendor, asked, simulation.appUrl, log)
      : asked
  }

  consent.get(vendor.authorizePath, (context) => {
    const asked = read(context)
    if (asked instanceof Response) return asked
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
    const asked = read(context)
    return asked instanceof Response ? asked : consentPage(vendor, asked, simulation.appUrl)
  })

  consent.post('/authorize', async (context) => {
    const asked = read(context)
    if (asked instanceof Response) return asked
    const { raw } = context.req
    const form = await formFields(raw)
    const decision = form.get('decision')
    const isOurs = !comesFromElsewhere(raw, simulation.appUrl)
    if (isOurs && decision === 'deny') return deny(vendor, asked)
    if (isOurs && decision === 'allow') return allow(simulation, vendor, asked, form)
    return consentPage(vendor, asked, simulation.appUrl)
  })
  return consent
}
