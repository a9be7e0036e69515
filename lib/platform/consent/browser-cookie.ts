import { cookieName, readCookie, readCookies, setCookie } from '@/lib/http/cookies'
import { hashSecret } from '@/lib/storage/secret-hash'

/** One browser hardly has more ways through providers open; without a limit they fill its headers. */
const mostOpen = 8
const prefix = 'miteos-connect-'

/** The form of our own names; a browser may send others that begin alike. */
const ownName = new RegExp(`^${prefix}[\\w-]{16}$`)

const nameFor = (state: string) => `${prefix}${hashSecret(state).slice(0, 16)}`

/** The cookie that ties one transaction to the browser it began in. */
export function browserCookie(appUrl: string) {
  /** The names, without what https puts before them, of those that the browser sends. */
  function openIn(header: string | null): string[] {
    const start = cookieName(appUrl, prefix)
    const names = readCookies(header).flatMap(({ name }) =>
      name.startsWith(start) ? `${prefix}${name.slice(start.length)}` : [],
    )
    return names.filter((name) => ownName.test(name))
  }

  return {
    /** `undefined` when the browser sends none, or more than one by that name. */
    read({ headers }: Request, state: string): string | undefined {
      return readCookie(headers.get('cookie'), cookieName(appUrl, nameFor(state))) ?? undefined
    },
    /** The `Set-Cookie` values for a new transaction; the oldest of too many are given up. */
    set({ headers }: Request, state: string, secret: string, ttlMs: number): string[] {
      const maxAge = Math.ceil(ttlMs / 1000)
      const tooMany = openIn(headers.get('cookie')).slice(0, -(mostOpen - 1))
      return [
        setCookie({ name: nameFor(state), value: secret }, { appUrl, maxAge }),
        ...tooMany.map((name) => setCookie({ name, value: '' }, { appUrl, maxAge: 0 })),
      ]
    },
  }
}

export type BrowserCookie = ReturnType<typeof browserCookie>
