import { rowIdentity } from '@/lib/storage/row-identity'
import type { Tables } from '@/lib/storage/tables'

/** Returns the text in a column of one row. Throws when there is none. */
type ReadColumn = (name: string) => string

export interface SealedColumn {
  table: keyof Tables
  /** The column that identifies a row of the table. */
  idColumn: string
  /** The column that contains the sealed values. */
  column: string
  /** Returns the identity with which the value in a row is sealed. */
  identity: (readColumn: ReadColumn) => string[]
}

const ownerColumns = (readColumn: ReadColumn) => ({
  account_id: readColumn('account_id'),
  environment: readColumn('environment'),
  service: readColumn('service'),
})

const rowColumns = (readColumn: ReadColumn) => ({
  ...ownerColumns(readColumn),
  id: readColumn('id'),
})

const oauthCode =
  (column: 'grant_input' | 'held_credential'): SealedColumn['identity'] =>
  (readColumn) =>
    rowIdentity.oauthCode(column, { ...ownerColumns(readColumn), hash: readColumn('hash') })

/** Every column that contains sealed values. A rotation of the keys seals them again. */
export const sealedColumns: readonly SealedColumn[] = [
  {
    table: 'integrations',
    idColumn: 'id',
    column: 'credential',
    identity: (readColumn) => rowIdentity.integrationCredential(rowColumns(readColumn)),
  },
  {
    table: 'revocations',
    idColumn: 'id',
    column: 'credential',
    identity: (readColumn) => rowIdentity.revocationCredential(rowColumns(readColumn)),
  },
  {
    table: 'oauth_codes',
    idColumn: 'hash',
    column: 'grant_input',
    identity: oauthCode('grant_input'),
  },
  {
    table: 'oauth_codes',
    idColumn: 'hash',
    column: 'held_credential',
    identity: oauthCode('held_credential'),
  },
  {
    table: 'transactions',
    idColumn: 'id',
    column: 'secrets',
    identity: (readColumn) => rowIdentity.transactionSecrets(rowColumns(readColumn)),
  },
  {
    table: 'webhooks',
    idColumn: 'id',
    column: 'secret',
    identity: (readColumn) =>
      rowIdentity.webhookSecret({
        id: readColumn('id'),
        account_id: readColumn('account_id'),
        environment: readColumn('environment'),
      }),
  },
  {
    table: 'tool_outcomes',
    idColumn: 'call_id',
    column: 'outcome',
    identity: (readColumn) =>
      rowIdentity.toolOutcome({
        account_id: readColumn('account_id'),
        environment: readColumn('environment'),
        key_hash: readColumn('key_hash'),
      }),
  },
  {
    table: 'approvals',
    idColumn: 'id',
    column: 'arguments',
    identity: (readColumn) =>
      rowIdentity.approvalArguments({
        id: readColumn('id'),
        account_id: readColumn('account_id'),
        environment: readColumn('environment'),
      }),
  },
  {
    table: 'mails',
    idColumn: 'id',
    column: 'content',
    identity: (readColumn) =>
      rowIdentity.mailContent({
        id: readColumn('id'),
        account_id: readColumn('account_id'),
        environment: readColumn('environment'),
      }),
  },
  {
    table: 'sessions',
    idColumn: 'id_hash',
    column: 'bearer',
    identity: (readColumn) => rowIdentity.sessionBearer(readColumn('id_hash')),
  },
  {
    table: 'sessions',
    idColumn: 'id_hash',
    column: 'refresh_token',
    identity: (readColumn) => rowIdentity.sessionRefreshToken(readColumn('id_hash')),
  },
  {
    table: 'attempts',
    idColumn: 'id',
    column: 'code',
    identity: (readColumn) => rowIdentity.attemptCode(readColumn('id')),
  },
  {
    table: 'form_results',
    idColumn: 'form_hash',
    column: 'result',
    identity: (readColumn) => rowIdentity.formResult(readColumn('form_hash')),
  },
]
