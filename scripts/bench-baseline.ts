import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { encode } from 'next-auth/jwt'
import { freePort } from './free-port'
import { waitForAnswer } from './wait-for-answer'

const folder = 'scripts/baseline'
const secret = 'a secret of the baseline, which guards nothing'
const cookieName = 'baseline-session'

function startProcess(args: string[], env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  process.once('exit', () => child.kill())
  return child
}

async function endProcess(child: ChildProcess) {
  child.kill()
  await once(child, 'exit')
}

/** Starts the smallest server that compresses a list, given as JSON, and answers with it. */
export async function startCompressingServer(list: string) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = startProcess([`${folder}/compressed.mjs`], { PORT: String(port), LIST: list })
  await waitForAnswer(url, server)
  return { target: { url, headers: { 'accept-encoding': 'gzip' } }, end: () => endProcess(server) }
}

/**
 * Starts Next with the two smallest handlers that answer with this list, as our server does. `list` reads the session and
 * fetches the list from another server, as our dashboard does; `hono` answers by itself, as our API does.
 */
export async function startBaselineServers(listJson: string) {
  execFileSync('npx', ['next', 'build', folder], { stdio: 'ignore' })
  const [port, stubPort] = [await freePort(), await freePort()]
  const stubUrl = `http://127.0.0.1:${stubPort}`
  const origin = `http://127.0.0.1:${port}`
  const stub = startProcess([`${folder}/stub.mjs`], { PORT: String(stubPort), LIST: listJson })
  const next = startProcess(
    ['node_modules/next/dist/bin/next', 'start', folder, '-H', '127.0.0.1', '-p', String(port)],
    { NEXTAUTH_SECRET: secret, SESSION_COOKIE: cookieName, STUB_URL: stubUrl, LIST: listJson },
  )
  await Promise.all([waitForAnswer(stubUrl, stub), waitForAnswer(`${origin}/hono`, next)])
  // The session id is as long as in a real cookie.
  const session = await encode({ token: { session: 'x'.repeat(43) }, secret })
  return {
    list: { url: `${origin}/list`, headers: { cookie: `${cookieName}=${session}` } },
    hono: { url: `${origin}/hono`, headers: {} },
    end: () => Promise.all([endProcess(next), endProcess(stub)]),
  }
}
