import { referencePattern } from '@/lib/contract/api/connect-attempt'
import { maxRedirectUriLength } from '@/lib/contract/api/redirect-uri'
import { isCompleteAddress } from '@/lib/contract/api/url-hosts'
import { isService, type Service } from '@/lib/contract/services/catalogue'

/** The parameters of a connect link, exactly as they were sent. */
export interface ConnectLink {
  service: Service
  redirectUri: string
  /** The client's own value, which is sent back unchanged. */
  state: string | undefined
  /** The client's own reference, by which the record of the attempt can be found. It is sent back to nobody. */
  reference: string | undefined
}

export type ConnectLinkRefusal =
  | 'service_missing'
  | 'service_unknown'
  | 'redirect_uri_missing'
  | 'redirect_uri_malformed'
  | 'state_malformed'
  | 'reference_malformed'
  | 'parameter_repeated'

/** Matches at most 512 characters without control characters. */
const statePattern = /^[^\p{Cc}]{0,512}$/u

/** Returns whether a text can be a redirect URI. It does not check whether the URI is registered. */
function isWellFormed(redirectUri: string): boolean {
  return (
    redirectUri.length <= maxRedirectUriLength &&
    isCompleteAddress(redirectUri) &&
    !redirectUri.includes('#')
  )
}

/** Returns the parameters of a connect link or of its form, or a refusal when the parameters cannot be used. */
export function readConnectLink(
  parameters: URLSearchParams,
): ConnectLink | { refusal: ConnectLinkRefusal; service?: Service } {
  const [service, ...moreServices] = parameters.getAll('service')
  const serviceOfLink = moreServices.length === 0 && isService(service) ? { service } : {}
  const refuse = (refusal: ConnectLinkRefusal) => ({ refusal, ...serviceOfLink })

  const names = ['service', 'redirect_uri', 'state', 'reference']
  if (names.some((name) => parameters.getAll(name).length > 1)) return refuse('parameter_repeated')
  if (!service) return refuse('service_missing')
  if (!isService(service)) return refuse('service_unknown')
  const redirectUri = parameters.get('redirect_uri')
  if (!redirectUri) return refuse('redirect_uri_missing')
  if (!isWellFormed(redirectUri)) return refuse('redirect_uri_malformed')
  const state = parameters.get('state') ?? undefined
  if (state !== undefined && !statePattern.test(state)) return refuse('state_malformed')
  const reference = parameters.get('reference') ?? undefined
  if (reference !== undefined && !referencePattern.test(reference)) {
    return refuse('reference_malformed')
  }
  return { service, redirectUri, state, reference }
}

/** The path of the connect URL. */
export const connectPath = '/integrations/connect'

/** Returns a connect link as a path and query on our own origin. `path` can be that of another step with the same parameters. */
export function connectLinkPath(
  { service, redirectUri, state, reference }: ConnectLink,
  path = connectPath,
): string {
  const query = new URLSearchParams({
    service,
    redirect_uri: redirectUri,
    ...(state === undefined ? {} : { state }),
    ...(reference === undefined ? {} : { reference }),
  })
  return `${path}?${query}`
}
