import type { Kysely } from 'kysely'
import type { Keyring } from './keyring'
import { hasTable } from './migrate'
import type { Tables } from './tables'

const prefix = 'vault_check:'
const sealedWord = 'miteos'

/** The stored fact that shows whether a key is the right one: a fixed word, sealed at the first use of the key. */
export const keyFact = {
  prefix,
  nameOf: (keyId: string) => prefix + keyId,
  seal: (keyring: Keyring) => keyring.seal(sealedWord, [prefix + keyring.currentKeyId]),
}

/** `VAULT_KEYS` cannot open the stored values. Only the operator can solve this. */
export class WrongVaultKeysError extends Error {
  override readonly name = 'WrongVaultKeysError'
}

function canOpen(keyring: Keyring, factName: string, sealed: string): boolean {
  try {
    return keyring.open(sealed, [factName]) === sealedWord
  } catch {
    return false
  }
}

/**
 * Checks that the keyring has every key that sealed a value in this store, by opening the fact of each key. Writes
 * nothing. Accepts an empty store.
 *
 * @throws {WrongVaultKeysError} naming a key that is missing or different
 */
export async function refuseWrongKeys(db: Kysely<Tables>, keyring: Keyring): Promise<void> {
  if (!(await hasTable(db, 'facts'))) return
  const facts = await db
    .selectFrom('facts')
    .selectAll()
    .where('name', 'like', `${prefix}%`)
    .execute()
  const unopenedFact = facts.find(({ name, value }) => !canOpen(keyring, name, value))
  if (!unopenedFact) return
  const keyId = unopenedFact.name.slice(prefix.length)
  throw new WrongVaultKeysError(
    `VAULT_KEYS: the key "${keyId}", with which this store was sealed, is missing or another one. Nothing was changed.`,
  )
}
