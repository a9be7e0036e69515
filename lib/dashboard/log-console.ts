import 'server-only'
import type { Log } from '@/lib/http/log'

/**
 * Sends to the log everything that Next and React write to the console. The console prints all properties of an
 * error, which may include an answer with a token; the log writes a summary without them.
 */
export function logConsole(log: Log): void {
  const writerOf =
    (level: 'error' | 'warn') =>
    (...parts: unknown[]) => {
      const err = parts.find((part) => part instanceof Error)
      const text = parts.filter((part) => typeof part === 'string').join(' ')
      log[level](err ? { err } : {}, text.trim() || 'an error was not handled')
    }
  Object.assign(console, { error: writerOf('error'), warn: writerOf('warn') })
}
