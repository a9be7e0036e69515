import 'server-only'
import { serviceName } from '@/lib/contract/services/catalogue'
import { writeCsv } from '@/lib/http/csv'
import { plainHeaders } from '@/lib/http/plain-headers'
import type { BrokenIntegration } from '../people/embedded-administration'
import { ApiError } from '../routes/api-error'
import { withSession } from '../sessions/with-session'
import { administratorOf } from './administrator'
import { countsOf } from './counts-of'

const columns = [
  'account_id',
  'account_name',
  'environment',
  'connected',
  'needs_reconnecting',
  'disconnected',
  'integrations_that_need_reconnecting',
]
const maxBrokenPerRow = 100
/** How many accounts are read at the same time. */
const batchSize = 200

function brokenWords({ service, externalName, since }: BrokenIntegration): string {
  const words = `${serviceName(service)} (${externalName})`
  return since === null ? words : `${words} since ${new Date(since).toISOString()}`
}

/** Answers with every account that the signed-in person administers, as CSV. */
export const downloadAccounts = withSession(async ({ dashboard, session, miteos, appUrl }) => {
  const administration = dashboard.embedded?.administration
  const administrator = administratorOf(session, await miteos.account())
  if (!administration || !administrator)
    throw new ApiError('forbidden', { detail: 'You administer no account.' })
  const accounts = await administration.rank(administrator)
  const rows: string[][] = []
  for (let from = 0; from < accounts.length; from += batchSize) {
    const some = accounts.slice(from, from + batchSize)
    const ids = some.map(({ accountId }) => accountId)
    const [counts, broken] = await Promise.all([
      administration.countStatuses(administrator, ids),
      administration.listBroken(administrator, ids, maxBrokenPerRow),
    ])
    for (const account of some) {
      const { connected, disconnected } = countsOf(counts, account)
      const own = broken.filter(({ accountId }) => accountId === account.accountId)
      rows.push([
        account.accountId,
        account.accountName,
        administrator.environment,
        ...[connected, account.broken, disconnected].map(String),
        own.map(brokenWords).join('; '),
      ])
    }
  }
  return new Response(writeCsv([columns, ...rows]), {
    headers: {
      ...plainHeaders(appUrl),
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="accounts.csv"',
    },
  })
})
