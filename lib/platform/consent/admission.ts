import { roleMay } from '@/lib/contract/api/permissions'
import type { Service } from '@/lib/contract/services/catalogue'
import { signInPath } from '@/lib/contract/view/sign-in'
import { seeOther } from '@/lib/http/see-other'
import type { Person } from '../access/person'
import type { App } from '../apps/return-addresses'
import type { BotProvider } from '../providers/bot-provider'
import type { OAuthProvider } from '../providers/oauth-provider'
import type { ProviderClient } from '../providers/provider'
import { providers } from '../providers/registry'
import type { ComparedAddresses } from './address-comparison'
import {
  type ConnectLink,
  type ConnectLinkRefusal,
  connectLinkPath,
  readConnectLink,
} from './connect-link'
import type { ConsentContext } from './consent-context'
import type { RefusalCause } from './refusal-cause'
import { findSignedInPerson } from './signed-in-person'

interface Admitted {
  link: ConnectLink
  person: Person
  app: App
  client: ProviderClient
}

/** A connect link that this person may use. Only `admit` creates one. */
export type Admission =
  | (Admitted & { kind: 'oauth'; provider: OAuthProvider })
  | (Admitted & { kind: 'bot'; provider: BotProvider })

/** Returns the sent address and, for people who may see them, the registered ones. */
async function comparedAddresses(
  { returnAddresses }: ConsentContext,
  sent: string,
  person: Person,
): Promise<ComparedAddresses> {
  const maySee = roleMay(person.role, 'view_redirect_uris')
  const registered = maySee ? await returnAddresses.list(person) : []
  return { sent, environment: person.environment, registered }
}

/** Refuses a link that cannot be read. A person who is signed in also sees what is wrong with the return address. */
async function refuseUnreadable(
  context: ConsentContext,
  request: Request,
  parameters: URLSearchParams,
  { refusal, service }: { refusal: ConnectLinkRefusal; service?: Service },
): Promise<Response> {
  const sent = parameters.get('redirect_uri')
  if (refusal !== 'redirect_uri_malformed' || sent === null) {
    return context.refuse(refusal, { service })
  }
  const found = await context.whoIsSignedIn(request)
  const addresses =
    found && !('whyNotKnown' in found)
      ? await comparedAddresses(context, sent, found)
      : { sent, registered: [] }
  return context.refuse(refusal, { service, addresses })
}

/**
 * Checks a connect link, or the form that repeats its parameters: first the link, then who is signed in, then what
 * this person may do with the link. Returns the answer to the browser when a check fails. Changes nothing.
 */
export async function admit(
  context: ConsentContext,
  request: Request,
  parameters: URLSearchParams,
): Promise<Admission | Response> {
  const { settings, clients, returnAddresses, refuse } = context
  const link = readConnectLink(parameters)
  if ('refusal' in link) return refuseUnreadable(context, request, parameters, link)
  const { service, redirectUri } = link

  const linkUrl = settings.appUrl + connectLinkPath(link)
  const person = await findSignedInPerson(context, request, { service, retryAddress: linkUrl })
  if (person instanceof Response) return person
  if (!person) return seeOther(signInPath(connectLinkPath(link)), settings.appUrl)
  const refuseLink = (cause: RefusalCause) => refuse(cause, { service })
  const app = await returnAddresses.appAt(redirectUri, person)
  if (!app) {
    const addresses = await comparedAddresses(context, redirectUri, person)
    return refuse('redirect_uri_unregistered', { service, addresses })
  }
  const shownToId = parameters.get('person')
  if (shownToId !== null && shownToId !== person.id) return refuseLink('person_changed')
  if (!roleMay(person.role, 'connect')) return refuseLink('role_may_not_connect')

  const client = clients(service, person.environment)
  if (!client) return refuseLink('service_not_set_up')
  const provider = providers[service]
  return provider.kind === 'oauth'
    ? { kind: 'oauth', link, person, app, client, provider }
    : { kind: 'bot', link, person, app, client, provider }
}
