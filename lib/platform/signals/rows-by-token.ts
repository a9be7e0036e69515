import { setImmediate as yieldToRequests } from 'node:timers/promises'
import type { Environment } from '@/lib/contract/api/role'
import type { PlatformContext } from '../core/context'
import type { StoredRow } from '../grants/integration-row'
import { grantOf } from '../grants/row-grant'
import type { NamedTokens } from './receiver'

/** The refresh tokens that a vendor names, and the environment to which the vendor belongs. */
export interface WantedTokens extends NamedTokens {
  environment: Environment
}

const rowsAtOnce = 100

function isWanted(context: PlatformContext, row: StoredRow, wanted: readonly WantedTokens[]) {
  const refreshToken = grantOf(context, row)?.credential.refreshToken
  if (refreshToken === undefined) return false
  return wanted.some(
    ({ environment, services, isNamed }) =>
      environment === row.environment &&
      services.some((service) => service === row.service) &&
      isNamed(refreshToken),
  )
}

/**
 * Yields the integrations whose refresh tokens a vendor names. Opens one credential after the
 * other, because tokens are stored sealed and nothing in the store can be compared with them.
 */
export async function* rowsByToken(
  context: PlatformContext,
  wanted: readonly WantedTokens[],
): AsyncGenerator<StoredRow> {
  const { db } = context.storage
  const services = [...new Set(wanted.flatMap((tokens) => tokens.services))]
  const environments = [...new Set(wanted.map((tokens) => tokens.environment))]
  let lastId = ''
  for (;;) {
    const rows = await db
      .selectFrom('integrations')
      .selectAll()
      .where('id', '>', lastId)
      .where('service', 'in', services)
      .where('environment', 'in', environments)
      .where('credential', 'is not', null)
      .orderBy('id')
      .limit(rowsAtOnce)
      .execute()
    const last = rows.at(-1)
    if (!last) return
    lastId = last.id
    for (const row of rows) if (isWanted(context, row, wanted)) yield row
    await yieldToRequests()
  }
}
