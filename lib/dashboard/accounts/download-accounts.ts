import 'server-only'
import { serviceName } from '@/lib/contract/services/catalogue'
import { writeCsv } from '@/lib/http/csv'
import { plainHeaders } from '@/lib/http/plain-headers'
import type { BrokenIntegration } from '../people/embedded-administration'
import { ApiError } from '../routes/api-error'
import { withSession } from '../sessions/with-session'
import { administratorOf } from './administrator'

const columns = [
  'account_id',
  'account_name',
  'environment',
  'connected',
  'needs_reconnecting',
  'disconnected',
  'integrations_that_need_reconnecting',
]
const mostBrokenInRow = 100
/** The accounts whose broken integrations are read at the same time. */
const batch = 200

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
  const accounts = await administration.count(administrator)
  const ids = accounts.filter(({ broken }) => broken > 0).map(({ accountId }) => accountId)
  const brokenByAccount = new Map<string, string[]>()
  for (let from = 0; from < ids.length; from += batch) {
    const some = ids.slice(from, from + batch)
    for (const broken of await administration.listBroken(administrator, some, mostBrokenInRow)) {
      const words = brokenByAccount.get(broken.accountId) ?? []
      brokenByAccount.set(broken.accountId, [...words, brokenWords(broken)])
    }
  }
  const rows = accounts.map(({ accountId, accountName, connected, broken, disconnected }) => [
    accountId,
    accountName,
    administrator.environment,
    ...[connected, broken, disconnected].map(String),
    (brokenByAccount.get(accountId) ?? []).join('; '),
  ])
  return new Response(writeCsv([columns, ...rows]), {
    headers: {
      ...plainHeaders(appUrl),
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="accounts.csv"',
    },
  })
})
