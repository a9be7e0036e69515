import type { Storage } from '@/lib/storage/database'
import type { Keyring } from '@/lib/storage/keyring'
import { keyFact, refuseWrongKeys } from '@/lib/storage/keyring-check'

/**
 * Checks that every key that sealed something in this store is configured, and records the current key for the
 * next start.
 *
 * @throws {WrongVaultKeysError} with the id of a key that is missing; nothing was changed then
 */
export async function checkVaultKeys({ db }: Storage, keyring: Keyring): Promise<void> {
  await refuseWrongKeys(db, keyring)
  await db
    .insertInto('facts')
    .values({ name: keyFact.nameOf(keyring.currentKeyId), value: keyFact.seal(keyring) })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
}

/** Deletes the records of all keys except the current one, so that an operator may remove them from `VAULT_KEYS`. */
export async function forgetOtherKeys({ db }: Storage, keyring: Keyring): Promise<void> {
  await db
    .deleteFrom('facts')
    .where('name', 'like', `${keyFact.prefix}%`)
    .where('name', '!=', keyFact.nameOf(keyring.currentKeyId))
    .execute()
}
