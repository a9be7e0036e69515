import { hashSecret } from '@/lib/storage/secret-hash'

/** One browser hardly has more ways through providers open; without a limit they fill its headers. */
const mostOpen = 8

/**
 * The cookie that ties one transaction to the browser it began in. `__Host-` makes it impossible to
 * plant from a sub-domain or over plain http.
 */
export function browserCookie(appUrl: string) {
  const secure = appUrl.startsWith('https:')
  const prefix = `${secure ? '__Host-' : ''}miteos-connect-`
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  const nameFor = (state: string) => `${prefix}${hashSecret(state).slice(0, 16)}`
  const clear = (name: string) => `${name}=; ${attributes}; Max-Age=0`

  function ours(request: Request): [name: string, value: string][] {
    return (request.headers.get('cookie') ?? '').split(';').flatMap((pair) => {
      const separator = pair.indexOf('=')
      const name = pair.slice(0, separator).trim()
      return name.startsWith(prefix) ? [[name, pair.slice(separator + 1).trim()]] : []
    })
  }

  return {
    /** `undefined` when the browser sends none, or more than one by that name. */
    read(request: Request, state: string): string | undefined {
      const values = ours(request).filter(([name]) => name === nameFor(state))
      return values.length === 1 ? values[0]?.[1] : undefined
    },
    /** The `Set-Cookie` values for a new transaction; the oldest of too many are given up. */
    set(request: Request, state: string, secret: string, ttl: number): string[] {
      const maxAge = Math.ceil(ttl / 1000)
      const tooMany = ours(request).slice(0, -(mostOpen - 1))
      return [
        `${nameFor(state)}=${secret}; ${attributes}; Max-Age=${maxAge}`,
        ...tooMany.map(([name]) => clear(name)),
      ]
    },
  }
}

export type BrowserCookie = ReturnType<typeof browserCookie>
