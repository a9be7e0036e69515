import { randomBytes } from 'node:crypto'
import { html } from 'hono/html'
import { type Service, serviceName } from '@/lib/contract/services/catalogue'
import { signInPath } from '@/lib/contract/view/sign-in'
import type { Log } from '@/lib/http/log'
import { page } from '@/lib/http/page'
import { connectionLogos } from '../core/connection-logos'
import { addressComparison, type ComparedAddresses } from './address-comparison'
import type { RefusalCause } from './refusal-cause'
import { refusalWords } from './refusals'

/** The details of a refusal that are known besides its cause. */
export interface RefusalDetails {
  service?: Service | undefined
  /** The number of seconds to wait before the next try. */
  retryAfterSeconds?: number | undefined
  /**
   * The address at which the person can try this step again. Set when the person does not have to start from
   * the beginning. An empty address is the address of the page itself.
   */
  retryAddress?: string
  /** The methods that the address accepts, for the header `Allow`. */
  allow?: string
  /** The return addresses to show side by side, when the sent one is what is wrong. */
  addresses?: ComparedAddresses
  /** True when the reference finds the record of an attempt, and the person may read it. */
  mayReadAttempt?: boolean
  /** The reason of the refusal. It is for the log only. */
  reason?: string
  /** The reference to show, when it is kept with a record too. */
  reference?: string
}

export type Refuse = (cause: RefusalCause, details?: RefusalDetails) => Response

/** Returns a new reference, by which people find what a page was about. */
export function newReference(): string {
  return `ref_${randomBytes(9).toString('base64url')}`
}

/**
 * Returns a function that logs a refusal and creates its page. The page says what happened, that nothing was
 * changed, one next step, and a reference to the line in the log.
 */
export function createRefusalPages(appUrl: string, log: Log): Refuse {
  return (cause, details = {}) => {
    const { service, retryAfterSeconds, retryAddress, allow, addresses, reason } = details
    const { reference = newReference(), mayReadAttempt } = details
    const code = html`<code>${reference}</code>`
    const { status, title, sentence, next } = refusalWords(cause, service, appUrl)
    log[status >= 500 ? 'error' : 'warn'](
      { reference, cause, service, reason, status },
      'connect refused',
    )

    const integrationsPath = service ? `/integrations?service=${service}` : '/integrations'
    const startAgain = service ? `Start again with ${serviceName(service)}` : 'Start again'
    const settings = `${appUrl}/settings/redirect-uris?check=${encodeURIComponent(addresses?.sent ?? '')}`
    const canCompare = addresses && addresses.registered.length > 0
    const actions = {
      start_again:
        retryAddress === undefined
          ? [appUrl + integrationsPath, startAgain]
          : [retryAddress, 'Try again'],
      integrations: [`${appUrl}/integrations`, 'Go to Integrations'],
      sign_in: [appUrl + signInPath(integrationsPath), 'Sign in and start again'],
    } as const
    const [href, label] = canCompare ? [settings, 'Go to Redirect URIs'] : actions[next]
    return page({
      appUrl,
      status,
      title: `${title} · Miteos`,
      headers: {
        ...(retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) }),
        ...(allow === undefined ? {} : { Allow: allow }),
      },
      body: html`${service ? connectionLogos(service) : ''}
<div role="alert" class="told">
<h1>${title}</h1>
<p class="lead">${sentence}${retryAfterSeconds === undefined ? '' : ` Try again in ${retryAfterSeconds} s.`} Nothing was changed.</p>
</div>
${addresses ? addressComparison(addresses) : ''}
<div class="actions"><a class="button" href="${href}">${label}</a></div>
<p class="small">Reference ${mayReadAttempt ? html`<a href="${appUrl}/attempts/${reference}">${code}</a>` : code}</p>`,
    })
  }
}
