import type { Storage } from '@/lib/storage/database'
import type { Keyring } from '@/lib/storage/keyring'
import { keyFact, refuseWrongKeys } from '@/lib/storage/keyring-check'

/**
 * Proves that each key which sealed something here is at hand, and remembers the current one for the
 * next start.
 *
 * @throws {WrongVaultKeysError} naming the key; nothing was changed
 */
export async function checkVaultKeys({ db }: Storage, keyring: Keyring): Promise<void> {
  await refuseWrongKeys(db, keyring)
  await db
    .insertInto('facts')
    .values({ name: keyFact.nameOf(keyring.currentKeyId), value: keyFact.seal(keyring) })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
}

/** After a rotation: the keys that sealed nothing any more may be taken out of `VAULT_KEYS`. */
export async function forgetOtherKeys({ db }: Storage, keyring: Keyring): Promise<void> {
  await db
    .deleteFrom('facts')
    .where('name', 'like', `${keyFact.prefix}%`)
    .where('name', '!=', keyFact.nameOf(keyring.currentKeyId))
    .execute()
}
