import { may } from '@/lib/contract/api/permissions'
import type { Service } from '@/lib/contract/services/catalogue'
import { signInPath } from '@/lib/contract/view/sign-in'
import { seeOther } from '@/lib/http/see-other'
import type { Person } from '../access/person'
import type { App } from '../apps/return-addresses'
import { providers } from '../providers'
import type { BotProvider } from '../providers/bot-provider'
import type { OAuthProvider } from '../providers/oauth-provider'
import type { ProviderClient } from '../providers/provider'
import type { ComparedAddresses } from './address-comparison'
import {
  type ConnectLink,
  type ConnectLinkRefusal,
  connectLinkPath,
  readConnectLink,
} from './connect-link'
import type { ConsentContext } from './consent-context'
import type { RefusalCause } from './refusals'
import { signedInPerson } from './signed-in-person'

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
  const maySee = may(person.role, 'view_redirect_uris')
  return { sent, registered: maySee ? await returnAddresses.list(person) : [] }
}

/** Refuses a link that cannot be read. A person who is signed in also sees what is wrong with the return address. */
async function refuseLink(
  context: ConsentContext,
  request: Request,
  parameters: URLSearchParams,
  { refusal, service }: { refusal: ConnectLinkRefusal; service?: Service },
): Promise<Response> {
  const sent = parameters.get('redirect_uri')
  if (refusal !== 'redirect_uri_malformed' || sent === null) {
    return context.refuse(refusal, { service })
  }
  const person = await context.whoIsSignedIn(request)
  const addresses =
    person && !('notKnown' in person)
      ? await comparedAddresses(context, sent, person)
      : { sent, registered: [] }
  return context.refuse(refusal, { service, addresses })
}

/**
 * Checks a connect link, or the form made from it: first the link itself, then who is signed in, then what this
 * person may do with it. The first check that fails decides which page the person sees. Changes nothing.
 */
export async function admit(
  context: ConsentContext,
  request: Request,
  parameters: URLSearchParams,
): Promise<Admission | Response> {
  const { settings, clients, returnAddresses, refuse } = context
  const link = readConnectLink(parameters)
  if ('refusal' in link) return refuseLink(context, request, parameters, link)
  const { service, redirectUri } = link

  const again = settings.appUrl + connectLinkPath(link)
  const person = await signedInPerson(context, request, { service, again })
  if (person instanceof Response) return person
  if (!person) return seeOther(signInPath(connectLinkPath(link)), settings.appUrl)
  const refuseHere = (cause: RefusalCause) => refuse(cause, { service })
  const app = await returnAddresses.appAt(redirectUri, person)
  if (!app) {
    const addresses = await comparedAddresses(context, redirectUri, person)
    return refuse('redirect_uri_unregistered', { service, addresses })
  }
  const shownTo = parameters.get('person')
  if (shownTo !== null && shownTo !== person.id) return refuseHere('person_changed')
  if (!may(person.role, 'connect')) return refuseHere('role_may_not_connect')

  const client = clients(service, person.environment)
  if (!client) return refuseHere('service_not_set_up')
  const provider = providers[service]
  return provider.kind === 'oauth'
    ? { kind: 'oauth', link, person, app, client, provider }
    : { kind: 'bot', link, person, app, client, provider }
}
