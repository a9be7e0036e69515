import { may } from '@/lib/contract/api/permissions'
import { seeOther } from '@/lib/http/see-other'
import type { Person } from '../access/person'
import { providers } from '../providers'
import type { BotProvider, OAuthProvider, ProviderClient } from '../providers/provider'
import type { ConnectContext } from './connect-context'
import { type ConnectRequest, connectPath, readConnectRequest } from './connect-request'
import type { RefusalCause } from './refusals'
import { signInPath } from './sign-in-path'

interface Admitted {
  ask: ConnectRequest
  person: Person
  client: ProviderClient
}

/** A connect request that this person may make; only `admit` says so. */
export type Admission =
  | (Admitted & { kind: 'oauth'; provider: OAuthProvider })
  | (Admitted & { kind: 'bot'; provider: BotProvider })

/**
 * Judges a connect link, or the form made of it, in the order that tells a person most: first the
 * link itself, then who is signed in, then what the two may do together. Has no effect.
 */
export async function admit(
  context: ConnectContext,
  request: Request,
  parameters: URLSearchParams,
): Promise<Admission | Response> {
  const { settings, clients, whoIsSignedIn, isRegistered, refuse } = context
  const ask = readConnectRequest(parameters)
  if ('refusal' in ask) return refuse(ask.refusal, { service: ask.service })
  const { service, redirectUri } = ask

  const person = await whoIsSignedIn(request)
  if (!person) return seeOther(signInPath(connectPath(ask)), settings.appUrl)
  const no = (cause: RefusalCause) => refuse(cause, { service })
  if (!(await isRegistered(redirectUri, person))) return no('redirect_uri_unregistered')
  const shownTo = parameters.get('person')
  if (shownTo !== null && shownTo !== person.id) return no('person_changed')
  if (!may(person.role, 'connect')) return no('role_may_not_connect')

  const client = clients(service, person.environment)
  if (!client) return no('service_not_set_up')
  const provider = providers[service]
  return provider.kind === 'oauth'
    ? { kind: 'oauth', ask, person, client, provider }
    : { kind: 'bot', ask, person, client, provider }
}
