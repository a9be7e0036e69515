import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import autocannon from 'autocannon'
import { type BenchStore, createBenchStore, insertBots } from './bench-store'
import { type BenchTelegram, startBenchTelegram } from './bench-telegram'
import { residentMemory } from './resident-memory'
import { RunningServer } from './running-server'

const botCount = 10_000
/**
 * The wait before the idle server is measured. In that time it loads its pages, and V8 collects the heap once when nothing
 * has happened for a while.
 */
const settleSeconds = 60
const idleSeconds = 20
const quietSeconds = 10
/** So few requests that they alone never keep the server busy. */
const listsPerSecond = 40
const maxSweepMs = 10 * 60_000

type Say = (line: string) => void
interface Target {
  url: string
  headers: Record<string, string>
}

/** Returns the processor time that a process has used, in milliseconds. Linux counts it in hundredths of a second. */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

const pidOf = ({ child }: RunningServer) => child.pid ?? 0

async function percentile99(target: Target, seconds: number): Promise<number> {
  const { latency, non2xx, errors } = await autocannon({
    ...target,
    connections: 2,
    overallRate: listsPerSecond,
    duration: seconds,
  })
  if (non2xx > 0 || errors > 0) throw new Error(`${non2xx} not 2xx, ${errors} errors.`)
  return latency.p99
}

async function measureIdle(server: RunningServer, say: Say) {
  await delay(settleSeconds * 1000)
  const before = cpuMs(pidOf(server))
  await delay(idleSeconds * 1000)
  const perRound = (cpuMs(pidOf(server)) - before) / idleSeconds
  say(
    `  nothing due among ${botCount}        ${perRound.toFixed(1)} ms of processor time a round, goal 5`,
  )
}

async function makeAllDue({ storage }: BenchStore) {
  await storage.db
    .updateTable('integrations')
    .set({ next_check_at: 1 })
    .where('account_id', '=', 'acct_bench')
    .execute()
}

/** Waits until Telegram was asked about every bot. */
async function waitUntilAllAsked({ asked }: BenchTelegram) {
  const end = Date.now() + maxSweepMs
  while (asked.size < botCount) {
    if (Date.now() > end) throw new Error(`Only ${asked.size} of ${botCount} were asked about.`)
    await delay(200)
  }
}

async function measureSweep(
  store: BenchStore,
  servers: RunningServer[],
  telegram: BenchTelegram,
  target: Target,
  say: Say,
) {
  const quiet = await percentile99(target, quietSeconds)
  const memoryBefore = servers.map((server) => residentMemory(pidOf(server)))
  const startedAt = performance.now()
  await makeAllDue(store)
  const [during] = await Promise.all([
    percentile99(target, quietSeconds),
    waitUntilAllAsked(telegram),
  ])
  const seconds = (performance.now() - startedAt) / 1000
  await delay(2000)
  const times = [...telegram.asked.values()]
  const grown = servers.map((server, index) => {
    const bytes = residentMemory(pidOf(server)) - (memoryBefore[index] ?? 0)
    return (bytes / 1024 ** 2).toFixed(0)
  })
  say(
    `  ${botCount} due at once              ${seconds.toFixed(0)} s; each asked once: ${times.every((asked) => asked === 1)}`,
  )
  say(
    `  p99 of the list               ${during.toFixed(0)} ms, quiet ${quiet.toFixed(0)} ms: ratio ${(during / quiet).toFixed(1)}, goal 2`,
  )
  say(`  memory                        grown by ${grown.join(' and ')} MB, goal 60\n`)
}

/** Measures the sweep of many integrations on one store with one server, or two, and prints the results. */
export async function benchSweep(kind: 'SQLite' | 'PostgreSQL', serverCount: number, say: Say) {
  const store = await createBenchStore(kind)
  await insertBots(store, botCount)
  const telegram = await startBenchTelegram()
  const env = { ...store.env, PROVIDER_ORIGINS: `telegram=${telegram.origin}` }
  const servers: RunningServer[] = []
  for (let number = 0; number < serverCount; number++)
    servers.push(await RunningServer.start({ env, dataDir: store.dataDir }))
  const [server] = servers
  if (!server) throw new Error('There is no server to measure.')
  const authorization = `Bearer ${await server.createToken('live')}`
  const target = { url: `${server.origin}/v1/integrations`, headers: { authorization } }
  say(`sweep on ${store.name}, ${serverCount === 1 ? 'one server' : `${serverCount} servers`}`)
  await measureIdle(server, say)
  await measureSweep(store, servers, telegram, target, say)
  for (const each of servers) await each.end()
  await telegram.end()
  await store.remove()
}
