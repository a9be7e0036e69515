import { sql } from 'kysely'
import { z } from 'zod'
import type { Storage } from '@/lib/storage/database'
import type { Keyring } from '@/lib/storage/keyring'
import { type SealedColumn, sealedColumns } from './sealed-columns'
import { checkVaultKeys, forgetOtherKeys } from './vault-check'

/** The columns of one row that contain text, by name. */
type TextColumns = Record<string, string | null>

const rowsAtOnce = 500
const rowSchema = z.record(z.string(), z.unknown()).transform((columns) => {
  const row: TextColumns = {}
  for (const [name, value] of Object.entries(columns)) {
    if (typeof value === 'string') row[name] = value
  }
  return row
})

function columnReader(row: TextColumns, table: string) {
  return (name: string): string => {
    const value = row[name]
    if (typeof value !== 'string') throw new Error(`a row of ${table} has no ${name}`)
    return value
  }
}

export interface RotationResult {
  /** The number of values that this run sealed with the first key. */
  resealed: number
  /** The number of values that no configured key opens. These values were not changed. */
  unreadable: number
}

/**
 * Finds every value that is not sealed with the first key of `VAULT_KEYS`, and seals the value
 * again with that key. A run that was stopped can be repeated. A value that changes during the run
 * is left as it is: the change or the next run seals it with the first key. The records of the
 * other keys are deleted only when every value could be opened.
 */
export async function rotateVault(storage: Storage, keyring: Keyring): Promise<RotationResult> {
  await storage.ready()
  await checkVaultKeys(storage, keyring)
  const total: RotationResult = { resealed: 0, unreadable: 0 }
  for (const sealed of sealedColumns) {
    const { resealed, unreadable } = await rotateColumn(storage, keyring, sealed)
    total.resealed += resealed
    total.unreadable += unreadable
  }
  if (total.unreadable === 0) await forgetOtherKeys(storage, keyring)
  return total
}

async function rotateColumn(
  { db }: Storage,
  keyring: Keyring,
  { table, idColumn, column, identity }: SealedColumn,
): Promise<RotationResult> {
  const rotated: RotationResult = { resealed: 0, unreadable: 0 }
  const currentKeyPrefix = `v1.${keyring.currentKeyId}.`
  for (let lastId = ''; ; ) {
    const { rows } = await sql`select * from ${sql.table(table)}
      where ${sql.ref(idColumn)} > ${lastId} and ${sql.ref(column)} is not null
      order by ${sql.ref(idColumn)} limit ${sql.lit(rowsAtOnce)}`.execute(db)
    for (const row of rows.map((columns) => rowSchema.parse(columns))) {
      const readColumn = columnReader(row, table)
      lastId = readColumn(idColumn)
      const oldValue = readColumn(column)
      if (oldValue.startsWith(currentKeyPrefix)) continue
      const newValue = reseal(keyring, oldValue, identity(readColumn))
      if (newValue === undefined) rotated.unreadable += 1
      else {
        await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${newValue}
          where ${sql.ref(idColumn)} = ${lastId} and ${sql.ref(column)} = ${oldValue}`.execute(db)
        rotated.resealed += 1
      }
    }
    if (rows.length < rowsAtOnce) return rotated
  }
}

function reseal(keyring: Keyring, sealed: string, identity: string[]): string | undefined {
  try {
    return keyring.seal(keyring.open(sealed, identity), identity)
  } catch {
    return undefined
  }
}
