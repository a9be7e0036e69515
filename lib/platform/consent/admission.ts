import { roleMay } from '@/lib/contract/api/permissions'
import { signInPath } from '@/lib/contract/view/sign-in'
import { seeOther } from '@/lib/http/see-other'
import type { Person } from '../access/person'
import { providers } from '../providers'
import type { BotProvider } from '../providers/bot-provider'
import type { OAuthProvider } from '../providers/oauth-provider'
import type { ProviderClient } from '../providers/provider'
import { type ConnectLink, connectLinkPath, readConnectLink } from './connect-link'
import type { ConsentContext } from './consent-context'
import type { RefusalCause } from './refusals'
import { findSignedInPerson } from './signed-in-person'

interface Admitted {
  link: ConnectLink
  person: Person
  client: ProviderClient
}

/** A connect link that this person may use. Only `admit` creates one. */
export type Admission =
  | (Admitted & { kind: 'oauth'; provider: OAuthProvider })
  | (Admitted & { kind: 'bot'; provider: BotProvider })

/**
 * Checks a connect link, or the form that repeats its parameters: first the link, then who is signed in, then what
 * this person may do with the link. Returns the answer to the browser when a check fails. Changes nothing.
 */
export async function admit(
  context: ConsentContext,
  request: Request,
  parameters: URLSearchParams,
): Promise<Admission | Response> {
  const { settings, clients, isRegistered, refuse } = context
  const link = readConnectLink(parameters)
  if ('refusal' in link) return refuse(link.refusal, { service: link.service })
  const { service, redirectUri } = link

  const linkUrl = settings.appUrl + connectLinkPath(link)
  const person = await findSignedInPerson(context, request, { service, again: linkUrl })
  if (person instanceof Response) return person
  if (!person) return seeOther(signInPath(connectLinkPath(link)), settings.appUrl)
  const refuseLink = (cause: RefusalCause) => refuse(cause, { service })
  if (!(await isRegistered(redirectUri, person))) return refuseLink('redirect_uri_unregistered')
  const shownToId = parameters.get('person')
  if (shownToId !== null && shownToId !== person.id) return refuseLink('person_changed')
  if (!roleMay(person.role, 'connect')) return refuseLink('role_may_not_connect')

  const client = clients(service, person.environment)
  if (!client) return refuseLink('service_not_set_up')
  const provider = providers[service]
  return provider.kind === 'oauth'
    ? { kind: 'oauth', link, person, client, provider }
    : { kind: 'bot', link, person, client, provider }
}
