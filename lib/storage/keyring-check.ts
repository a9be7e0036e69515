import type { Kysely } from 'kysely'
import type { Keyring } from './keyring'
import { hasTable } from './migrate'
import type { Tables } from './tables'

const prefix = 'vault_check:'
const known = 'miteos'

/** The stored fact that proves a key: a known word that was sealed with the key at its first use. */
export const keyFact = {
  prefix,
  nameOf: (keyId: string) => prefix + keyId,
  seal: (keyring: Keyring) => keyring.seal(known, [prefix + keyring.currentKeyId]),
}

/** `VAULT_KEYS` cannot open the stored values. Only the operator can solve this. */
export class WrongVaultKeysError extends Error {
  override readonly name = 'WrongVaultKeysError'
}

function opens(keyring: Keyring, factName: string, sealed: string): boolean {
  try {
    return keyring.open(sealed, [factName]) === known
  } catch {
    return false
  }
}

/**
 * Checks that every key that sealed something here is available, by opening the value that was sealed at the
 * first use of the key. Writes nothing. Accepts an empty store.
 *
 * @throws {WrongVaultKeysError} with the id of the key
 */
export async function refuseWrongKeys(db: Kysely<Tables>, keyring: Keyring): Promise<void> {
  if (!(await hasTable(db, 'facts'))) return
  const facts = await db
    .selectFrom('facts')
    .selectAll()
    .where('name', 'like', `${prefix}%`)
    .execute()
  const unproven = facts.find(({ name, value }) => !opens(keyring, name, value))
  if (!unproven) return
  const keyId = unproven.name.slice(prefix.length)
  throw new WrongVaultKeysError(
    `VAULT_KEYS: the key "${keyId}", with which this store was sealed, is missing or another one. Nothing was changed.`,
  )
}
