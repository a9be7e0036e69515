import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import pino from 'pino'
import { trustedProxies } from './server/client-address.mjs'
import { drain } from './server/drain.mjs'
import { answerByPlatform, isPlatformUrl } from './server/embedded-platform.mjs'
import { endsWithin } from './server/ends-within.mjs'
import { loadEnvFiles } from './server/env-files.mjs'
import { createGuardedServer } from './server/guarded-server.mjs'
import { homeUrl } from './server/home-url.mjs'
import { observeAnswer } from './server/observe-answer.mjs'
import { openNext } from './server/open-next.mjs'
import { servedRequestFields } from './server/served-request.mjs'
import { startError } from './server/start-error.mjs'

// Let the heap grow by 30 percent before it is collected. By default it grows to many times its
// size on a machine with much memory.
setFlagsFromString('--heap-growing-percent=30')

const dev = process.argv.includes('--dev')
const dir = fileURLToPath(new URL('.', import.meta.url))
const log = pino({ mixin: servedRequestFields })
/** How long a stop waits for running requests. */
const stopTimeoutMs = 10_000
/**
 * All pages are loaded this long after the start, so that the first requests do not wait for that
 * work.
 */
const loadDelayMs = 500

/** @param {NodeJS.ErrnoException} error @returns {never} */
function exitWithError(error) {
  process.stderr.write(`${startError(error, process.env)}\n`)
  process.exit(1)
}

async function listen() {
  Object.assign(process.env, { NODE_ENV: dev ? 'development' : 'production' })
  loadEnvFiles(dir, dev ? 'development' : 'production')
  process.env.HOST ||= '127.0.0.1'
  process.env.PORT ||= '3000'
  if (!dev && !existsSync(`${dir}.next/BUILD_ID`))
    throw new Error('Nothing is built yet; run npm run build first.')
  const server = createGuardedServer({
    async listener(request, response, refuse) {
      const { handler, routeOf } = await openedNext
      if (isPlatformUrl(request.url ?? '')) return answerByPlatform(request, response, refuse)
      observeAnswer(request, response, routeOf)
      return handler(request, response)
    },
    proxies: trustedProxies(process.env.TRUSTED_PROXIES ?? ''),
    https: process.env.APP_URL?.startsWith('https:') ?? false,
    homeUrl: () => homeUrl(process.env),
    log: (fields, message) => log.info(fields, message),
  })
  await once(server.listen(Number(process.env.PORT), process.env.HOST), 'listening')
  const address = server.address()
  if (address instanceof Object) process.env.PORT = String(address.port)
  return server
}

const server = await listen().catch(exitWithError)

async function stop() {
  const startedAt = Date.now()
  await drain(server, stopTimeoutMs)
  // lib/dashboard/start.ts has put the function that closes the application here.
  const close = Reflect.get(globalThis, Symbol.for('miteos.close'))
  const remainingMs = Math.max(0, startedAt + stopTimeoutMs - Date.now())
  const isClosed = await endsWithin(async () => close?.(remainingMs), remainingMs + 2000)
  if (!isClosed) log.warn('the store did not close in time')
  process.exit(0)
}
process.once('SIGTERM', stop).once('SIGINT', stop)

const openedNext = openNext({ dev, dir, server })
const { loadPages } = await openedNext.catch(exitWithError)
log.info({ host: process.env.HOST, port: Number(process.env.PORT) }, 'listening')
if (!dev)
  setTimeout(() => {
    loadPages().catch((err) => log.warn({ err }, 'the pages were not loaded ahead'))
  }, loadDelayMs).unref()
