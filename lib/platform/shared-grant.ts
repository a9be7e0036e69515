import { type Service, services } from '@/lib/contract/catalogue'
import type { Environment } from '@/lib/contract/role'
import type { PlatformContext } from './context'
import { providers } from './providers'

export interface GrantHolder {
  environment: Environment
  service: Service
  /** The account at the provider. */
  externalId: string
  /** The integration that is about to lose the grant. */
  integrationId?: string | undefined
}

/**
 * Whether another integration lives on the same grant, in whichever Miteos account. Vendors revoke
 * by registration and user (all of Google's tokens, GitHub's grant, Stripe's account), so ending
 * one would end the other. Services that share one registration count as one.
 */
export async function grantIsShared(
  { storage, clients }: Pick<PlatformContext, 'storage' | 'clients'>,
  { environment, service, externalId, integrationId }: GrantHolder,
): Promise<boolean> {
  const registration = clients(service, environment)?.id
  const alike = services.filter((other) => clients(other, environment)?.id === registration)
  const beginning = providers[service].sharedAmong?.(externalId)
  let query = storage.db
    .selectFrom('integrations')
    .select('id')
    .where('service', 'in', [service, ...alike])
    .where('environment', '=', environment)
    .where('credential', 'is not', null)
  query = beginning
    ? query.where('external_id', 'like', `${beginning}%`)
    : query.where('external_id', '=', externalId)
  if (integrationId !== undefined) query = query.where('id', '!=', integrationId)
  return (await query.limit(1).executeTakeFirst()) !== undefined
}
