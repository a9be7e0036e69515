import { randomBytes } from 'node:crypto'
import type { Environment } from '@/lib/contract/api/role'
import type { Service } from '@/lib/contract/services/catalogue'
import type { KnownServiceAndEnvironment } from '../core/known-service-and-environment'
import { type Meter, silentMeter } from '../core/meter'
import { sandboxRegistrations } from '../core/sandbox-registrations'
import type { PlatformSettings } from '../core/settings'
import { telegramWebhookBase } from '../core/telegram-webhook-base'
import type { OwnInstallation, ProviderClient } from '../providers/provider'
import type { ProviderError } from '../providers/provider-error'
import { providers } from '../providers/registry'
import { providerTransport } from './transport'

interface Parts {
  settings: Pick<
    PlatformSettings,
    'appUrl' | 'liveClients' | 'providerOrigins' | 'providerTimeoutMs'
  >
  now: () => number
  /** Is told about an optional request that a provider refused. */
  report?: (error: ProviderError) => void
  meter?: Meter
}

type Fetch = (request: Request) => Promise<Response>
/** Sends a request to the sandbox, in the world of a customer's account if one is given. */
type SandboxFetch = (request: Request, accountId?: string) => Promise<Response>

/**
 * Returns the client for a provider, or `undefined` when the service is not set up.
 *
 * @param accountId the customer's account whose world the sandbox shows; needed by tools only
 */
export type Clients = (
  service: Service,
  environment: Environment,
  accountId?: string,
) => ProviderClient | undefined

/**
 * The limit for the size of a provider's answer. All answers that the platform needs are smaller.
 * The largest is a file of 1 MB from GitHub, which sends it in base64.
 */
const maxBytes = 2 * 1024 * 1024

/**
 * Creates the function that returns the client for a provider: our registration there, and the way to reach the
 * provider. In the test environment the provider is the sandbox in this process. In the live environment the
 * provider is the vendor, or the origin that is configured in the vendor's place. The function returns `undefined`
 * for a live service that is not set up, except for bots, because a person's own bot needs no registration of ours.
 */
export function createClients(
  { settings, now, report = () => {}, meter = silentMeter }: Parts,
  { sandboxFetch, networkFetch }: { sandboxFetch: SandboxFetch; networkFetch: Fetch },
): Clients {
  const transportFor = (provider: KnownServiceAndEnvironment, fetch: Fetch) =>
    providerTransport(provider.service, {
      fetch,
      timeoutMs: settings.providerTimeoutMs,
      maxBytes,
      observe: (outcome, seconds) => meter.providerCalled(provider, outcome, seconds),
    })

  const webhookBase = telegramWebhookBase(settings.appUrl)

  return (service, environment, accountId) => {
    const isBot = providers[service].kind === 'bot'
    if (environment === 'test') {
      const registration = sandboxRegistrations[service]
      const makeBotToken = () => `${registration.id}:lent_${randomBytes(24).toString('base64url')}`
      return {
        ...registration,
        urlFor: (vendorUrl) => atOrigin(vendorUrl, settings.appUrl, `/sandbox/${service}`),
        fetch: transportFor({ service, environment }, (request) =>
          sandboxFetch(request, accountId),
        ),
        now,
        report,
        ...(isBot && { makeBotToken }),
      }
    }
    const emptyRegistration = isBot ? { id: '', secret: '' } : undefined
    const registration = settings.liveClients[service] ?? emptyRegistration
    const configuredAddress = settings.providerOrigins[service]
    const { ownInstallation } = providers[service]
    return (
      registration && {
        ...registration,
        urlFor: (vendorUrl) =>
          configuredAddress
            ? configuredUrl(configuredAddress, vendorUrl, ownInstallation)
            : new URL(vendorUrl),
        fetch: transportFor({ service, environment }, networkFetch),
        now,
        report,
        ...(isBot && webhookBase && { webhookBase }),
      }
    )
  }
}

/** Returns the URL that replaces a vendor's URL at the address that is configured in the vendor's place. */
function configuredUrl(
  configuredAddress: string,
  vendorUrl: string,
  installation: OwnInstallation | undefined,
): URL {
  const configured = new URL(configuredAddress)
  if (installation?.apiOrigin !== new URL(vendorUrl).origin) {
    return atOrigin(vendorUrl, configured.origin)
  }
  const api = new URL(installation.apiAt(configured, new URL(vendorUrl).pathname))
  return atOrigin(vendorUrl, api.origin, api.pathname.replace(/\/$/, ''))
}

/** Returns the same path and query at another origin. The path cannot change the origin. */
function atOrigin(vendorUrl: string, origin: string, prefix = ''): URL {
  const { pathname, search } = new URL(vendorUrl)
  const url = new URL(origin)
  url.pathname = prefix + pathname
  url.search = search
  return url
}
