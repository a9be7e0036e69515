import type { Selectable } from 'kysely'
import { environmentSchema, roleSchema } from '@/lib/contract/api/role'
import type { SessionsTable } from '@/lib/storage/dashboard-tables'
import type { Keyring } from '@/lib/storage/keyring'
import { rowIdentity } from '@/lib/storage/row-identity'
import type { Session } from './sessions'

export const sessionColumns = [
  'id_hash',
  'person',
  'bearer',
  'environment',
  'account_id',
  'account_name',
  'role',
  'token_id',
  'signed_in_person',
  'only_account_id',
  'way_made_at',
  'created_at',
  'last_seen_at',
  'refresh_token',
  'bearer_expires_at',
] as const

type SessionRow = Pick<Selectable<SessionsTable>, (typeof sessionColumns)[number]>

/** Returns the bearer in a row, or null when it cannot be opened. */
export function openBearer(
  row: Pick<SessionRow, 'id_hash' | 'bearer'>,
  keyring: Keyring,
): string | null {
  try {
    return keyring.open(row.bearer, rowIdentity.sessionBearer(row.id_hash))
  } catch {
    return null
  }
}

/**
 * Returns the session in a row, or null when a newer version of this program wrote an environment that this version
 * does not know, or when the token cannot be opened.
 */
export function sessionOf(row: SessionRow, keyring: Keyring): Session | null {
  const environment = environmentSchema.safeParse(row.environment)
  const bearer = openBearer(row, keyring)
  if (!environment.success || bearer === null) return null
  return {
    idHash: row.id_hash,
    personId: row.person,
    environment: environment.data,
    accountId: row.account_id,
    accountName: row.account_name,
    role: roleSchema.nullable().catch(null).parse(row.role),
    tokenId: row.token_id,
    who:
      row.signed_in_person === null
        ? null
        : {
            personId: row.signed_in_person,
            onlyAccountId: row.only_account_id,
            // An earlier release did not store it, and the way in was not made after the session began.
            wayMadeAt: row.way_made_at ?? row.created_at,
          },
    beganAt: row.created_at,
    bearer: () => bearer,
    bearerExpiresAt: row.bearer_expires_at,
    isRenewable: row.refresh_token !== null,
  }
}
