import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import autocannon from 'autocannon'
import { startBaseline } from './bench-baseline'
import { RunningServer } from './running-server'

interface Target {
  url: string
  headers: Record<string, string>
}

const connections = 16
const seconds = 5
const rounds = 3
const restarts = 5
const services = 7

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
    duration: seconds,
  })
  if (non2xx > 0 || errors > 0) throw new Error(`${url}: ${non2xx} not 2xx, ${errors} errors.`)
  return requests.average
}

/** Measures both by turns, so that a busy machine slows both. */
async function compare(name: string, ours: Target, theirs: Target, goal: number) {
  await requestsPerSecond(ours)
  await requestsPerSecond(theirs)
  const measured: [number, number][] = []
  for (let round = 0; round < rounds; round++)
    measured.push([await requestsPerSecond(ours), await requestsPerSecond(theirs)])
  const [our, their] = [0, 1].map((side) => median(measured.map((pair) => pair[side] ?? 0)))
  const ratio = (our ?? 0) / (their ?? 1)
  say(
    `${name}: ${our?.toFixed(0)} to ${their?.toFixed(0)} req/s, ratio ${ratio.toFixed(2)} (goal ${goal})`,
  )
}

async function connectTelegrams(origin: string, authorization: string) {
  for (let number = 1; number <= services; number++) {
    const response = await fetch(`${origin}/v1/integrations`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({
        service: 'telegram',
        bot_token: `${2_000_000_000 + number}:${String(number).repeat(35)}`,
      }),
    })
    if (response.status !== 201) throw new Error(`Connecting answered ${response.status}.`)
  }
}

function residentMegabytes(pid: number | undefined): number {
  const kilobytes = readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)?.[1]
  return Number(kilobytes) / 1024
}

async function killAndRestart(server: RunningServer): Promise<RunningServer> {
  await server.end('SIGKILL')
  return RunningServer.start({ origin: server.origin, dataDir: server.dataDir })
}

let server = await RunningServer.start()
say(`memory after start: ${residentMegabytes(server.child.pid).toFixed(0)} MB`)
const token = await server.createToken()
const authorization = `Bearer ${token}`
await connectTelegrams(server.origin, authorization)
const api = { url: `${server.origin}/v1/integrations`, headers: { authorization } }
const proxied = {
  url: `${server.origin}/api/integrations`,
  headers: { cookie: await server.signIn(token) },
}
const list = await fetch(api.url, api).then((response) => response.text())

const baseline = await startBaseline(list)
say(
  `${connections} connections, ${rounds} rounds of ${seconds} s, medians; the load comes from this machine`,
)
await compare('list through the proxy to a bare Next route', proxied, baseline.list, 0.8)
await compare('list of the API to a bare Hono handler in Next', api, baseline.hono, 0.5)
await baseline.end()

const times: number[] = []
for (let restart = 0; restart < restarts; restart++) {
  server = await killAndRestart(server)
  times.push(server.readyAfterMs)
}
say(`kill -9 to ready: ${(median(times) / 1000).toFixed(2)} s, median of ${restarts}`)
say(
  `load average: ${loadavg()
    .map((load) => load.toFixed(2))
    .join(' ')}`,
)
await server.remove()
