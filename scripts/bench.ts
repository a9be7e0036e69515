import { availableParallelism, loadavg } from 'node:os'
import autocannon from 'autocannon'
import { benchAccounts } from './bench-accounts'
import { startBaselineServers, startCompressingServer } from './bench-baseline'
import { connectTelegramBots } from './bench-bots'
import { benchSweep } from './bench-sweep'
import { benchTools } from './bench-tools'
import { benchWebhooks } from './bench-webhooks'
import { residentMemory } from './resident-memory'
import { RunningServer } from './running-server'
import { signInAsPersonAt } from './sign-in-at'

interface Target {
  url: string
  headers: Record<string, string>
}

const connections = 16
const roundSeconds = 2
const rounds = 7
const restarts = 5
const shortListLength = 7
const longListLength = 200

function say(line: string) {
  process.stdout.write(`${line}\n`)
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

async function requestsPerSecond({ url, headers }: Target): Promise<number> {
  const { requests, non2xx, errors } = await autocannon({
    url,
    headers,
    connections,
    duration: roundSeconds,
  })
  if (non2xx > 0 || errors > 0) throw new Error(`${url}: ${non2xx} not 2xx, ${errors} errors.`)
  return requests.average
}

function loadSentence(): string {
  const averages = loadavg().map((average) => average.toFixed(2))
  return `load average ${averages.join(' ')} on ${availableParallelism()} cores`
}

async function bodyOf({ url, headers }: Target): Promise<string> {
  const response = await fetch(url, { headers })
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`)
  return response.text()
}

interface NamedTarget {
  name: string
  target: Target
}

/**
 * Measures both servers in turns, after one round to warm up, and prints the results. The ratio is the median of the
 * ratios of all rounds, because only the two measurements of one round ran under the same load. Throws when the two
 * servers answer differently.
 */
async function compare(ours: NamedTarget, theirs: NamedTarget, goal: number) {
  if ((await bodyOf(ours.target)) !== (await bodyOf(theirs.target)))
    throw new Error(`${ours.name} and ${theirs.name} do not answer the same.`)
  const measured: { our: number; their: number }[] = []
  for (let round = 0; round <= rounds; round++) {
    const our = await requestsPerSecond(ours.target)
    const their = await requestsPerSecond(theirs.target)
    if (round > 0) measured.push({ our, their })
  }
  const row = (name: string, values: number[], digits: number, unit: string) => {
    const each = values.map((value) => value.toFixed(digits)).join(' ')
    say(`  ${name.padEnd(30)} ${median(values).toFixed(digits).padStart(6)} ${unit}  (${each})`)
  }
  row(
    ours.name,
    measured.map(({ our }) => our),
    0,
    'req/s',
  )
  row(
    theirs.name,
    measured.map(({ their }) => their),
    0,
    'req/s',
  )
  row(
    `ratio, goal ${goal}`,
    measured.map(({ our, their }) => our / their),
    2,
    '     ',
  )
  say(`  ${loadSentence()}\n`)
}

async function killAndRestart(server: RunningServer): Promise<RunningServer> {
  await server.end('SIGKILL')
  return RunningServer.start({ origin: server.origin, dataDir: server.dataDir })
}

let server = await RunningServer.start()
say(`Production build on Node ${process.version}; ${loadSentence()}.`)
say(
  `${connections} connections; medians of ${rounds} rounds of ${roundSeconds} s, by turns after one`,
)
say('to warm up; the load comes from this machine.\n')
const megabytes = residentMemory(server.child.pid ?? 0) / 1024 ** 2
say(`memory after start: ${megabytes.toFixed(0)} MB\n`)
const token = await server.createToken()
const authorization = `Bearer ${token}`
await connectTelegramBots(server.origin, authorization, shortListLength)
const api = { url: `${server.origin}/v1/integrations`, headers: { authorization } }
const proxied = {
  url: `${server.origin}/api/integrations`,
  headers: { cookie: await server.signIn(token) },
}
const proxiedForPerson = {
  url: proxied.url,
  headers: { cookie: await signInAsPersonAt(await server.runAdmin('sign-in-link'), 'Bench') },
}
const list = await fetch(api.url, api).then((response) => response.text())

const baseline = await startBaselineServers(list)
await compare(
  { name: 'list through the proxy', target: proxied },
  { name: 'bare Next route, same check', target: baseline.list },
  0.8,
)
await compare(
  { name: 'the same, signed in as a person', target: proxiedForPerson },
  { name: 'bare Next route, same check', target: baseline.list },
  0.8,
)
await compare(
  { name: 'list of the API', target: api },
  { name: 'bare Hono handler in Next', target: baseline.hono },
  0.5,
)
await baseline.end()

await connectTelegramBots(server.origin, authorization, longListLength)
const longList = { url: api.url, headers: { authorization, 'accept-encoding': 'gzip' } }
const compressing = await startCompressingServer(await bodyOf(longList))
await compare(
  { name: `list of ${longListLength}, compressed`, target: longList },
  { name: 'bare handler, the same', target: compressing.target },
  0.5,
)
await compressing.end()

const times: number[] = []
for (let restart = 0; restart < restarts; restart++) {
  server = await killAndRestart(server)
  times.push(server.readyAfterMs)
}
const each = times.map((time) => (time / 1000).toFixed(2)).join(', ')
say(`kill -9 to ready: ${(median(times) / 1000).toFixed(2)} s (${each}), goal 5; ${loadSentence()}`)
await server.remove()

await benchSweep('SQLite', 1, say)
await benchSweep('PostgreSQL', 2, say)
await benchWebhooks('SQLite', say)
await benchWebhooks('PostgreSQL', say)
await benchAccounts('SQLite', say)
await benchAccounts('PostgreSQL', say)
await benchTools(say)
