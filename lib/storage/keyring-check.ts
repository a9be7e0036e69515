import type { Kysely } from 'kysely'
import type { Keyring } from './keyring'
import { hasTable } from './migrate'
import type { Tables } from './tables'

const prefix = 'vault_check:'
const known = 'miteos'

/** The fact that proves a key: a known word, sealed with it when it was first used. */
export const keyFact = {
  prefix,
  nameOf: (keyId: string) => prefix + keyId,
  seal: (keyring: Keyring) => keyring.seal(known, [prefix + keyring.currentKeyId]),
}

/** `VAULT_KEYS` cannot open what the store holds: only its owner can go on. */
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
 * Proves that each key which sealed something here is at hand, by opening the value that was sealed
 * when the key was first used. Writes nothing, and finds nothing wrong with a store that is empty yet.
 *
 * @throws {WrongVaultKeysError} naming the key
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
