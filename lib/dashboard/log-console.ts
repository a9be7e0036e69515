import 'server-only'
import type { Log } from '@/lib/http/log'

/**
 * Logs what Next and React say on the console. There an error is printed with all that it carries, which
 * may be an answer with a token in it; the log sums it up.
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
