import { cookieName, readCookie, readCookies, setCookieHeader } from '@/lib/http/cookies'
import { hashSecret } from '@/lib/storage/secret-hash'

/**
 * The number of transactions that one browser may have open at once. Without a limit, the cookies of the
 * transactions would make the headers of its requests too large.
 */
const maxOpen = 8
const prefix = 'miteos-connect-'

/** Matches the names of our own cookies. A browser may also send other cookies with this prefix. */
const ownNamePattern = new RegExp(`^${prefix}[\\w-]{16}$`)

const nameFor = (state: string) => `${prefix}${hashSecret(state).slice(0, 16)}`

/** Returns functions that read and set the cookie that binds a transaction to the browser in which it began. */
export function transactionCookie(appUrl: string) {
  /**
   * Returns the names of the transaction cookies that the browser sends, without the prefix that they have on
   * https.
   */
  function namesIn(header: string | null): string[] {
    const start = cookieName(appUrl, prefix)
    const names = readCookies(header).flatMap(({ name }) =>
      name.startsWith(start) ? `${prefix}${name.slice(start.length)}` : [],
    )
    return names.filter((name) => ownNamePattern.test(name))
  }

  return {
    /**
     * Returns the browser's secret for a transaction, or `undefined` when the browser sends no such cookie, or
     * sends it twice.
     */
    read({ headers }: Request, state: string): string | undefined {
      return readCookie(headers.get('cookie'), cookieName(appUrl, nameFor(state))) ?? undefined
    },
    /**
     * Returns the `Set-Cookie` values for a new transaction. When the browser has too many transaction cookies,
     * the values also remove the oldest ones.
     */
    set({ headers }: Request, state: string, secret: string, ttlMs: number): string[] {
      const maxAgeSeconds = Math.ceil(ttlMs / 1000)
      const oldestNames = namesIn(headers.get('cookie')).slice(0, -(maxOpen - 1))
      return [
        setCookieHeader({ name: nameFor(state), value: secret }, { appUrl, maxAgeSeconds }),
        ...oldestNames.map((name) =>
          setCookieHeader({ name, value: '' }, { appUrl, maxAgeSeconds: 0 }),
        ),
      ]
    },
  }
}

export type TransactionCookie = ReturnType<typeof transactionCookie>
