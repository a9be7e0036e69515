import { cookieName, readCookie, readCookies, setCookieHeader } from '@/lib/http/cookies'
import { hashSecret } from '@/lib/storage/secret-hash'

/**
 * The number of transactions that one browser may have open at once. Without a limit, their cookies would fill the
 * headers of its requests.
 */
const mostOpen = 8
const prefix = 'miteos-connect-'

/** Matches the names of our own cookies. A browser may also send other cookies with this prefix. */
const ownName = new RegExp(`^${prefix}[\\w-]{16}$`)

const nameFor = (state: string) => `${prefix}${hashSecret(state).slice(0, 16)}`

/** Reads and sets the cookie that binds a transaction to the browser in which it began. */
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
    return names.filter((name) => ownName.test(name))
  }

  return {
    /**
     * Returns the browser's secret for a transaction, or `undefined` when the browser sends none, or sends it
     * twice.
     */
    read({ headers }: Request, state: string): string | undefined {
      return readCookie(headers.get('cookie'), cookieName(appUrl, nameFor(state))) ?? undefined
    },
    /**
     * Returns the `Set-Cookie` values for a new transaction. When there are too many, they also remove the
     * oldest cookies.
     */
    set({ headers }: Request, state: string, secret: string, ttlMs: number): string[] {
      const maxAgeSeconds = Math.ceil(ttlMs / 1000)
      const tooMany = namesIn(headers.get('cookie')).slice(0, -(mostOpen - 1))
      return [
        setCookieHeader({ name: nameFor(state), value: secret }, { appUrl, maxAgeSeconds }),
        ...tooMany.map((name) =>
          setCookieHeader({ name, value: '' }, { appUrl, maxAgeSeconds: 0 }),
        ),
      ]
    },
  }
}

export type TransactionCookie = ReturnType<typeof transactionCookie>
