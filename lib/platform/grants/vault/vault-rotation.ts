import { sql } from 'kysely'
import { z } from 'zod'
import type { Storage } from '@/lib/storage/database'
import type { Keyring } from '@/lib/storage/keyring'
import { rowIdentity } from '@/lib/storage/row-identity'
import type { Tables } from '@/lib/storage/tables'
import { checkVaultKeys, forgetOtherKeys } from './vault-check'

/** The text columns of one row: those that identify it and those that are sealed. */
type Row = Record<string, string | null>

type Field = (name: string) => string

interface SealedColumn {
  table: keyof Tables
  key: string
  column: string
  identity: (field: Field) => string[]
}

const owner = (field: Field) => ({
  account_id: field('account_id'),
  environment: field('environment'),
  service: field('service'),
})

const owned = (field: Field) => ({ ...owner(field), id: field('id') })

const oauthCode =
  (column: 'grant_input' | 'held_credential'): SealedColumn['identity'] =>
  (field) =>
    rowIdentity.oauthCode(column, { ...owner(field), hash: field('hash') })

const sealedColumns: SealedColumn[] = [
  {
    table: 'integrations',
    key: 'id',
    column: 'credential',
    identity: (field) => rowIdentity.integrationCredential(owned(field)),
  },
  {
    table: 'revocations',
    key: 'id',
    column: 'credential',
    identity: (field) => rowIdentity.revocationCredential(owned(field)),
  },
  { table: 'oauth_codes', key: 'hash', column: 'grant_input', identity: oauthCode('grant_input') },
  {
    table: 'oauth_codes',
    key: 'hash',
    column: 'held_credential',
    identity: oauthCode('held_credential'),
  },
  {
    table: 'transactions',
    key: 'id',
    column: 'secrets',
    identity: (field) => rowIdentity.transactionSecrets(owned(field)),
  },
  {
    table: 'sessions',
    key: 'id_hash',
    column: 'bearer',
    identity: (field) => rowIdentity.sessionBearer(field('id_hash')),
  },
  {
    table: 'attempts',
    key: 'id',
    column: 'code',
    identity: (field) => rowIdentity.attemptCode(field('id')),
  },
]

const pageSize = 500
const rowSchema = z.record(z.string(), z.unknown()).transform((columns) => {
  const row: Row = {}
  for (const [name, value] of Object.entries(columns)) {
    if (typeof value === 'string') row[name] = value
  }
  return row
})

function fieldsOf(row: Row, table: string) {
  return (name: string): string => {
    const value = row[name]
    if (typeof value !== 'string') throw new Error(`a row of ${table} has no ${name}`)
    return value
  }
}

export interface RotationResult {
  /** The number of values that are sealed with the first key now. */
  resealed: number
  /** The number of values that no configured key opens. They were not changed. */
  unreadable: number
}

/**
 * Seals again, with the first key, every value that was sealed with another key. A run that was stopped can be
 * repeated. A value that changes during the run is left as it is: the change or the next run seals it with the
 * first key. The other keys are forgotten only when every value could be read.
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
  { table, key, column, identity }: SealedColumn,
): Promise<RotationResult> {
  const rotated: RotationResult = { resealed: 0, unreadable: 0 }
  const current = `v1.${keyring.currentKeyId}.`
  for (let last = ''; ; ) {
    const { rows } = await sql`select * from ${sql.table(table)}
      where ${sql.ref(key)} > ${last} and ${sql.ref(column)} is not null
      order by ${sql.ref(key)} limit ${sql.lit(pageSize)}`.execute(db)
    for (const row of rows.map((columns) => rowSchema.parse(columns))) {
      const field = fieldsOf(row, table)
      last = field(key)
      const before = field(column)
      if (before.startsWith(current)) continue
      const after = reseal(keyring, before, identity(field))
      if (after === undefined) rotated.unreadable += 1
      else {
        await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${after}
          where ${sql.ref(key)} = ${last} and ${sql.ref(column)} = ${before}`.execute(db)
        rotated.resealed += 1
      }
    }
    if (rows.length < pageSize) return rotated
  }
}

function reseal(keyring: Keyring, sealed: string, identity: string[]): string | undefined {
  try {
    return keyring.seal(keyring.open(sealed, identity), identity)
  } catch {
    return undefined
  }
}
