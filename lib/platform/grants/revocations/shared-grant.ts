import type { Environment } from '@/lib/contract/api/role'
import { type Service, services } from '@/lib/contract/services/catalogue'
import type { Database } from '@/lib/storage/database'
import type { PlatformContext } from '../../core/context'
import type { Clients } from '../../oauth/client'
import { providers } from '../../providers/registry'
import type { GrantsContext } from '../grants-context'

/** The external account that a grant is for. */
export interface GrantAccount {
  environment: Environment
  service: Service
  /** The id of the account at the provider. Empty when the id is not known. */
  externalId: string
}

/**
 * Returns whether a connected integration uses the grant, also in another Miteos account. Revoking the grant
 * would break that integration, because vendors revoke everything that a user has granted to our registration
 * (all of Google's tokens, GitHub's grant, Stripe's account). Integrations of several services that share one
 * registration count too. A grant whose account is not known counts as shared if its token can be revoked
 * alone.
 */
export async function isGrantShared(
  { storage, clients }: Pick<GrantsContext, 'storage' | 'clients'>,
  { environment, service, externalId }: GrantAccount,
): Promise<boolean> {
  if (externalId === '') return providers[service].revokeTokenOnly !== undefined
  const registration = registrationOf(clients, service, environment)
  const sameRegistration = services.filter(
    (other) => registrationOf(clients, other, environment) === registration,
  )
  const connectedRow = await selectConnected(storage.db, environment)
    .where('grant_owner', '=', grantOwner(service, externalId))
    .where('service', 'in', sameRegistration)
    .executeTakeFirst()
  return connectedRow !== undefined
}

/**
 * Returns whether an integration of exactly this external account has a credential. Another account with the same
 * `grant_owner`, such as another person of the same Slack team, does not count.
 */
export async function isAccountConnected(
  { storage }: Pick<PlatformContext, 'storage'>,
  { environment, service, externalId }: GrantAccount,
): Promise<boolean> {
  const connectedRow = await selectConnected(storage.db, environment)
    .where('grant_owner', '=', grantOwner(service, externalId))
    .where('external_id', '=', externalId)
    .where('service', '=', service)
    .executeTakeFirst()
  return connectedRow !== undefined
}

/** Returns a query for one integration of the environment that has a credential. */
function selectConnected(db: Database, environment: Environment) {
  return db
    .selectFrom('integrations')
    .select('id')
    .where('environment', '=', environment)
    .where('credential', 'is not', null)
    .limit(1)
}

/**
 * Returns the id of the unit whose grants the provider revokes together, such as a Slack team. For most
 * providers it is the account itself.
 */
export function grantOwner(service: Service, externalId: string): string {
  return providers[service].grantOwner?.(externalId) ?? externalId
}

/**
 * Returns the id of our registration at the provider, to which a revocation applies, or the name of the service
 * when the service has no registration.
 */
function registrationOf(clients: Clients, service: Service, environment: Environment): string {
  const id = clients(service, environment)?.id
  return id ? (providers[service].registrationOf?.(id) ?? id) : service
}
