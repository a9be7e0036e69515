import 'server-only'
import type { Log } from '@/lib/http/log'

/**
 * Sends to the log everything that Next and React write to the console. The console prints all properties of an
 * error, which may include an answer with a token; the log writes a summary.
 */
export function logConsole(log: Log): void {
  const saying =
    (level: 'error' | 'warn') =>
    (...said: unknown[]) => {
      const err = said.find((part) => part instanceof Error)
      const words = said.filter((part) => typeof part === 'string').join(' ')
      log[level](err ? { err } : {}, words.trim() || 'not caught')
    }
  Object.assign(console, { error: saying('error'), warn: saying('warn') })
}
