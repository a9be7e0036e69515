import type { Selectable } from 'kysely'
import { type RedirectUri, redirectUriSchema } from '@/lib/contract/api/redirect-uri'
import type { RedirectUrisTable } from '@/lib/storage/connect-tables'

export type RedirectUriRow = Selectable<RedirectUrisTable>

/** Returns the redirect URI in a row, as the API answers it. */
export function presentRedirectUri(row: RedirectUriRow): RedirectUri {
  return redirectUriSchema.parse({
    id: row.id,
    uri: row.uri,
    app_name: row.app_name,
    created_at: new Date(row.created_at).toISOString(),
    created_by: JSON.parse(row.created_by),
    ...(row.last_used_at !== null && { last_used_at: new Date(row.last_used_at).toISOString() }),
  })
}
