import type { Selectable } from 'kysely'
import { type Token, tokenSchema } from '@/lib/contract/api/token'
import type { TokensTable } from '@/lib/storage/tables'

/** The columns of a token that may be shown. The hash is not among them. */
export const tokenColumns = [
  'id',
  'account_id',
  'environment',
  'role',
  'name',
  'created_at',
  'created_by',
  'expires_at',
  'last_used_at',
  'last_used_from',
  'ends_with',
  'use',
] as const

export type TokenRow = Pick<Selectable<TokensTable>, (typeof tokenColumns)[number]>

function timeOf(at: number | null): string | undefined {
  return at === null ? undefined : new Date(at).toISOString()
}

/** Returns the token in a row, as the API answers it. Throws for a row that only a newer version understands. */
export function presentToken(row: TokenRow): Token {
  return tokenSchema.parse({
    id: row.id,
    name: row.name,
    environment: row.environment,
    role: row.role,
    created_at: timeOf(row.created_at),
    created_by: row.created_by === null ? undefined : JSON.parse(row.created_by),
    expires_at: timeOf(row.expires_at),
    last_used_at: timeOf(row.last_used_at),
    last_used_from: row.last_used_from ?? undefined,
    ends_with: row.ends_with ?? undefined,
  })
}
