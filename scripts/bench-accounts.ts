import { insertAccounts } from '@/tests/support/many-accounts'
import { createBenchStore } from './bench-store'
import { RunningServer } from './running-server'

const integrationsPerAccount = 40
/** The page is opened this many times to warm up, and as many times again to measure. */
const openings = 30

/** Signs in with the link that a new server prints, and returns the cookies of the session. */
async function signInWithFirstLink({ origin, log }: RunningServer): Promise<string> {
  const link = /\/sign-in\?link=([\w-]+)/.exec(log)?.[1] ?? ''
  const answer = await fetch(`${origin}/sign-in/submit`, {
    method: 'POST',
    headers: { origin },
    body: new URLSearchParams({ link, name: 'Grace Hopper' }),
    redirect: 'manual',
  })
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ')
}

async function openPage(origin: string, cookie: string): Promise<number> {
  const before = performance.now()
  const answer = await fetch(`${origin}/accounts`, { headers: { cookie }, redirect: 'manual' })
  await answer.text()
  if (answer.status !== 200) throw new Error(`/accounts answered ${answer.status}.`)
  return performance.now() - before
}

/** Returns how many milliseconds `/accounts` takes for an admin of this many accounts: the minimum and the median. */
async function measure(kind: 'SQLite' | 'PostgreSQL', accounts: number) {
  const store = await createBenchStore(kind)
  const { env, dataDir } = store
  const server = await RunningServer.start({ env, dataDir, keepsLog: true })
  const cookie = await signInWithFirstLink(server)
  const { id } = await store.storage.db.selectFrom('people').select('id').executeTakeFirstOrThrow()
  await insertAccounts(store.storage, {
    personId: id,
    accounts,
    integrations: integrationsPerAccount,
  })
  const times: number[] = []
  for (let count = 0; count < openings * 2; count++)
    times.push(await openPage(server.origin, cookie))
  const sorted = times.slice(openings).sort((one, other) => one - other)
  await server.end()
  await store.remove()
  return { fastest: sorted[0] ?? 0, median: sorted[openings / 2] ?? 0 }
}

/** Measures how long the page with all accounts takes for an admin of 5 and of 500 accounts. */
export async function benchAccounts(
  kind: 'SQLite' | 'PostgreSQL',
  say: (line: string) => void,
): Promise<void> {
  const [few, many] = [await measure(kind, 5), await measure(kind, 500)]
  const words = ({ fastest, median }: typeof few) =>
    `${median.toFixed(1)} ms, at best ${fastest.toFixed(1)} ms`
  say(`/accounts on ${kind}`)
  say(`  5 accounts, 200 integrations       ${words(few)}`)
  say(`  500 accounts, 20,000 integrations  ${words(many)}`)
  say(
    `  ratio                              ${(many.median / few.median).toFixed(2)}, at best ${(many.fastest / few.fastest).toFixed(2)}\n`,
  )
}
