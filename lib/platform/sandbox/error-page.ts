import { randomBytes } from 'node:crypto'
import { html } from 'hono/html'
import { serviceName } from '@/lib/contract/services/catalogue'
import type { Log } from '@/lib/http/log'
import { page } from '@/lib/http/page'
import { connectionLogos } from '../core/connection-logos'
import type { AuthorizeError, AuthorizeProblem, VendorWithConsent } from './vendors/vendor'

/** The errors that a vendor shows when it has no error of its own for a problem. */
const defaultErrors: Record<AuthorizeProblem, AuthorizeError> = {
  unknown_client: {
    status: 400,
    title: 'This application is not known',
    code: 'invalid_client',
  },
  missing_redirect: {
    status: 400,
    title: 'Required parameter is missing: redirect_uri',
    code: 'invalid_request',
  },
  redirect_mismatch: {
    status: 400,
    title: 'The redirect URI is not registered for this application',
    code: 'redirect_uri_mismatch',
  },
  wrong_response_type: {
    status: 400,
    title: 'The response type has to be “code”',
    code: 'unsupported_response_type',
  },
  wrong_challenge: {
    status: 400,
    title: 'The code challenge has to use the method S256',
    code: 'invalid_request',
  },
  repeated_parameter: {
    status: 400,
    title: 'A parameter was sent more than once',
    code: 'invalid_request',
  },
  wrong_scope: {
    status: 400,
    title: 'Some requested scopes are missing or not valid',
    code: 'invalid_scope',
  },
  wrong_owner: {
    status: 400,
    title: 'The parameter owner has to be “user”',
    code: 'invalid_request',
  },
}

/**
 * Returns the page on which the vendor refuses an authorize request. A refused request never leads back to the
 * application.
 */
export function authorizeErrorPage(
  vendor: VendorWithConsent,
  problem: AuthorizeProblem,
  appUrl: string,
  log: Log,
): Response {
  const { status, title, code } = vendor.errors[problem] ?? defaultErrors[problem]
  const name = serviceName(vendor.service)
  const reference = `ref_${randomBytes(9).toString('base64url')}`
  log.warn({ reference, service: vendor.service, problem }, 'sandbox refused an authorize request')
  return page({
    appUrl,
    status,
    title: `${title} · ${name} sandbox`,
    body: html`<p class="strip"><strong>Sandbox.</strong> This is not ${name}. No real account is connected.</p>
${connectionLogos(vendor.service)}
<div class="told" role="alert">
<h1>${title}</h1>
<p class="lead">The application that sent you here made a request that ${name} cannot accept. Nothing was granted.</p>
</div>
<div class="actions"><a class="button" href="${appUrl}/integrations">Back to Miteos</a></div>
<p class="small">Error ${status}: <code>${code}</code>. Reference <code>${reference}</code></p>`,
  })
}
