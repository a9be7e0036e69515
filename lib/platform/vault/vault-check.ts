import type { Storage } from '@/lib/storage/database'
import type { Keyring } from '@/lib/storage/keyring'

const prefix = 'vault_check:'
const known = 'miteos'

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
 * when the key was first used. Remembers the current key for the next start.
 *
 * @throws {WrongVaultKeysError} naming the key; nothing was changed
 */
export async function checkVaultKeys({ db }: Storage, keyring: Keyring): Promise<void> {
  const facts = await db
    .selectFrom('facts')
    .selectAll()
    .where('name', 'like', `${prefix}%`)
    .execute()
  for (const { name, value } of facts) {
    if (opens(keyring, name, value)) continue
    const keyId = name.slice(prefix.length)
    throw new WrongVaultKeysError(
      `VAULT_KEYS: the key "${keyId}", with which this store was sealed, is missing or another one. Nothing was changed.`,
    )
  }
  const name = prefix + keyring.currentKeyId
  await db
    .insertInto('facts')
    .values({ name, value: keyring.seal(known, [name]) })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
}

/** After a rotation: the keys that sealed nothing any more may be taken out of `VAULT_KEYS`. */
export async function forgetOtherKeys({ db }: Storage, keyring: Keyring): Promise<void> {
  await db
    .deleteFrom('facts')
    .where('name', 'like', `${prefix}%`)
    .where('name', '!=', prefix + keyring.currentKeyId)
    .execute()
}
