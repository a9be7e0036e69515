import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { WrongVaultKeysError } from '@/lib/storage/keyring-check'
import { isStorageUnavailable } from '@/lib/storage/unavailable'
import { composeDashboard } from './composition'
import type { Dashboard } from './dashboard'
import { logConsole } from './log-console'

const pauseBetweenTriesMs = 2000

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'The server cannot start.'
}

function exitWithError(error: unknown): never {
  process.stderr.write(`${messageOf(error)}\n`)
  process.exit(1)
}

/**
 * Prints a sign-in link if nobody has signed in yet. The link is never logged, because it signs in the first
 * person who opens it.
 */
async function offerFirstSignIn({ embedded, settings }: Dashboard): Promise<void> {
  if (!embedded || (await embedded.signInLinks.hasAnybodySignedIn())) return
  const secret = await embedded.signInLinks.create()
  process.stdout.write(
    `\nNobody has signed in yet. Within 15 minutes, open\n\n  ${settings.appUrl}/sign-in?link=${secret}\n\n`,
  )
}

async function openStore({ storage }: Dashboard): Promise<void> {
  try {
    await storage.ready()
  } catch (error) {
    if (isStorageUnavailable(error) || error instanceof WrongVaultKeysError) throw error
    const reason = error instanceof Error ? error.message : 'unknown reason'
    throw new Error(`The store cannot be used: ${reason}.`, { cause: error })
  }
}

async function startWork(dashboard: Dashboard): Promise<void> {
  await openStore(dashboard)
  await dashboard.embedded?.start()
  await offerFirstSignIn(dashboard)
}

/** Starts the work, and tries again while the database is down. Every other error ends the process. */
async function startWhenDatabaseIsThere(dashboard: Dashboard): Promise<void> {
  for (let isLogged = false; ; isLogged = true) {
    try {
      return await startWork(dashboard)
    } catch (error) {
      if (!isStorageUnavailable(error)) exitWithError(error)
      if (!isLogged) dashboard.log.error({ err: error }, 'the database is not there yet')
      await sleep(pauseBetweenTriesMs, undefined, { ref: false })
    }
  }
}

async function close({ embedded, storage }: Dashboard, withinMs: number): Promise<void> {
  await embedded?.close(withinMs)
  await storage.close()
}

/**
 * Puts the platform's handler, the function that counts answers and the function that closes the server on
 * `globalThis`. server.mjs reads them there, because it is not bundled and cannot import them.
 */
function publishToServer(dashboard: Dashboard): void {
  const { embedded, metrics, settings } = dashboard
  const { protocol, host } = new URL(settings.appUrl)
  const platform = embedded && { handle: embedded.handle, site: { protocol, host } }
  Reflect.set(globalThis, Symbol.for('miteos.platform'), platform)
  Reflect.set(globalThis, Symbol.for('miteos.requestAnswered'), metrics?.work.requestAnswered)
  // server.mjs calls this function after the last answer, with the remaining time in milliseconds.
  const closeWithin = (ms: number) => close(dashboard, ms)
  Reflect.set(globalThis, Symbol.for('miteos.close'), closeWithin)
}

/**
 * Composes the dashboard and starts the background work. Ends the process with one sentence when the
 * configuration is wrong or the store cannot be used. Does not wait for a database server that is down.
 */
export async function start({ isProduction }: { isProduction: boolean }): Promise<void> {
  try {
    const dashboard = composeDashboard()
    if (isProduction) logConsole(dashboard.log)
    publishToServer(dashboard)
    if (dashboard.isStoreElsewhere) void startWhenDatabaseIsThere(dashboard)
    else await startWork(dashboard)
  } catch (error) {
    exitWithError(error)
  }
}
