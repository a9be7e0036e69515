import 'server-only'
import type { Account } from '@/lib/contract/api/account'
import type { Viewer } from '@/lib/contract/view/viewer'
import { within } from '@/lib/http/within'
import type { Miteos } from '../miteos/miteos-client'
import { MiteosError } from '../miteos/miteos-error'
import type { Session } from './sessions'

const accountTimeoutMs = 400

/** Asks the API for the account. Returns null when the API fails or takes too long. Throws `unauthorized`. */
async function askAccount(miteos: Miteos): Promise<Account | null> {
  try {
    return await within(miteos.account(), accountTimeoutMs, null)
  } catch (error) {
    if (error instanceof MiteosError && error.kind !== 'unauthorized') return null
    throw error
  }
}

/**
 * Returns what the browser may know about the person. Asks the API for the role and the available services.
 * When the API does not answer in time, the role is that of the sign-in, and the services are left out.
 *
 * @throws {MiteosError} `unauthorized` when the token is no longer valid; the session has ended
 */
export async function describeViewer(session: Session, miteos: Miteos): Promise<Viewer> {
  const { personId, environment, accountId } = session
  if (accountId === null) return { personId, environment, apiHasAdditionalResources: false }
  const account = await askAccount(miteos)
  const role = account?.role ?? session.role
  const accountName = account?.name ?? session.accountName
  return {
    personId,
    environment,
    apiHasAdditionalResources: true,
    ...(role ? { role } : {}),
    ...(accountName ? { accountName } : {}),
    ...(account?.actor?.kind === 'token' ? { tokenId: account.actor.id } : {}),
    ...(account?.actor?.kind === 'person'
      ? { personName: account.actor.name, apiPersonId: account.actor.id }
      : {}),
    ...(account?.support
      ? {
          support: {
            name: account.actor?.name ?? '',
            reason: account.support.reason,
            endsAt: account.support.ends_at,
          },
        }
      : {}),
    ...(account ? { availableServices: account.available_services } : {}),
  }
}
