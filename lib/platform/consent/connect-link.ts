import { isService, type Service } from '@/lib/contract/services/catalogue'

/** What a connect link asks for, exactly as it stood there. */
export interface ConnectLink {
  service: Service
  redirectUri: string
  /** The caller's own, echoed on the way back. */
  state: string | undefined
}

export type ConnectLinkRefusal =
  | 'service_missing'
  | 'service_unknown'
  | 'redirect_uri_missing'
  | 'redirect_uri_malformed'
  | 'state_malformed'
  | 'parameter_repeated'

/** At most 512 characters, none of them a control character. */
const clientState = /^[^\p{Cc}]{0,512}$/u
const longestRedirectUri = 2048

/** Printable ASCII without space, quotes, backslash and the like: what a URI is written with. */
const uriCharacters = /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+$/

/** Whether it can be a redirect URI at all; whether it is one, only the registration says. */
function isWellFormed(redirectUri: string): boolean {
  return (
    redirectUri.length <= longestRedirectUri &&
    uriCharacters.test(redirectUri) &&
    !redirectUri.includes('#') &&
    /^https?:\/\//.test(redirectUri) &&
    URL.canParse(redirectUri)
  )
}

/** Reads a connect link or the form made of it. A parameter that comes twice is never guessed at. */
export function readConnectLink(
  parameters: URLSearchParams,
): ConnectLink | { refusal: ConnectLinkRefusal; service?: Service } {
  const [service, ...moreServices] = parameters.getAll('service')
  const known = moreServices.length === 0 && isService(service) ? { service } : {}
  const refuse = (refusal: ConnectLinkRefusal) => ({ refusal, ...known })

  const names = ['service', 'redirect_uri', 'state']
  if (names.some((name) => parameters.getAll(name).length > 1)) return refuse('parameter_repeated')
  if (!service) return refuse('service_missing')
  if (!isService(service)) return refuse('service_unknown')
  const redirectUri = parameters.get('redirect_uri')
  if (!redirectUri) return refuse('redirect_uri_missing')
  if (!isWellFormed(redirectUri)) return refuse('redirect_uri_malformed')
  const state = parameters.get('state') ?? undefined
  if (state !== undefined && !clientState.test(state)) return refuse('state_malformed')
  return { service, redirectUri, state }
}

/** The connect link that asks for this, as a path on our own origin. */
export function connectLinkPath({ service, redirectUri, state }: ConnectLink): string {
  const query = new URLSearchParams({
    service,
    redirect_uri: redirectUri,
    ...(state === undefined ? {} : { state }),
  })
  return `/integrations/connect?${query}`
}
