import { type Service, services } from '@/lib/contract/catalogue'
import type { Environment } from '@/lib/contract/role'
import type { PlatformContext } from './context'
import { providers } from './providers'

export interface GrantHolder {
  environment: Environment
  service: Service
  /** The account at the provider; empty where nobody could say. */
  externalId: string
}

/**
 * Whether an integration lives on the grant now, in whichever Miteos account. Vendors revoke by
 * registration and user (all of Google's tokens, GitHub's grant, Stripe's account), so ending it
 * would end that integration, the one that was disconnected and is connected anew included. Services
 * that share one registration count as one. A grant of nobody knows whom counts as shared where its
 * token can be ended alone.
 */
export async function grantIsShared(
  { storage, clients }: Pick<PlatformContext, 'storage' | 'clients'>,
  { environment, service, externalId }: GrantHolder,
): Promise<boolean> {
  if (externalId === '') return providers[service].revokeTokenOnly !== undefined
  const registration = clients(service, environment)?.id
  const alike = services.filter((other) => clients(other, environment)?.id === registration)
  const beginning = providers[service].sharedAmong?.(externalId)
  const query = storage.db
    .selectFrom('integrations')
    .select('id')
    .where('service', 'in', [service, ...alike])
    .where('environment', '=', environment)
    .where('credential', 'is not', null)
  const living = beginning
    ? query.where('external_id', 'like', `${beginning}%`)
    : query.where('external_id', '=', externalId)
  return (await living.limit(1).executeTakeFirst()) !== undefined
}
