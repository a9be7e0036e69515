import { setTimeout as delay } from 'node:timers/promises'

export const githubOrigin = 'http://127.0.0.1:9009'

/** A fake GitHub with the calls that a live account needs, and tokens that expire and rotate. */
export interface FakeGithub {
  network: (request: Request) => Promise<Response>
  /** The number of calls by `METHOD /path`. */
  calls: Record<string, number>
  /** Every access token and refresh token that was issued. */
  secrets: string[]
  /** Sets the answer to every call of this kind. `undefined` restores the usual answer. */
  setAnswer: (call: string, response: (() => Response | Promise<Response>) | undefined) => void
  /** Sets the duration of a refresh in milliseconds. */
  setRefreshDuration: (milliseconds: number) => void
  /** Makes the next refreshes wait until `release` is called. `asked` resolves when the first refresh arrives. */
  pauseRefreshes: () => { asked: Promise<void>; release: () => void }
  /** The user for whom the next code is exchanged. */
  user: { id: number; login: string }
  /** The id of the user of each valid access token. */
  alive: Map<string, number>
  /** Returns the number of times that a used refresh token was presented again. */
  reused: () => number
}

/** Creates a gate: `passed` resolves when `open` is called. */
export function createGate() {
  let open = () => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { passed, open }
}

/** Returns the 404 of GitHub's API. */
export const githubNotFound = () =>
  Response.json(
    { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' },
    { status: 404, headers: { 'x-github-request-id': 'C0DE:1:2:3' } },
  )

/** Returns an HTML error page, as a web server sends it where there is no API. */
export const webPage = (status: number) =>
  new Response('<!DOCTYPE html><title>Page not found</title>', {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  })

/**
 * Creates a fake GitHub at `githubOrigin`. It exchanges every code for tokens of its `user`.
 *
 * @param apiPath the path of the API, as on a GitHub Enterprise Server; `calls` has the paths without it
 */
export function fakeGithub(apiPath = ''): FakeGithub {
  const calls: Record<string, number> = {}
  const answers = new Map<string, () => Response | Promise<Response>>()
  const alive = new Map<string, number>()
  const tokensByRefreshToken = new Map<string, { access: string; user: number }>()
  const spent = new Set<string>()
  let issued = 0
  let reused = 0
  let refreshTime: () => Promise<void> = async () => {}

  function issue(user: number): Response {
    issued += 1
    const access = `gho_canary_access_${issued}`
    const refresh = `ghr_canary_refresh_${issued}`
    github.secrets.push(access, refresh)
    alive.set(access, user)
    tokensByRefreshToken.set(refresh, { access, user })
    return Response.json({
      access_token: access,
      scope: 'repo',
      token_type: 'bearer',
      expires_in: 28_800,
      refresh_token: refresh,
      refresh_token_expires_in: 15_811_200,
    })
  }

  async function token(request: Request): Promise<Response> {
    const form = new URLSearchParams(await request.text())
    if (form.get('client_secret') !== 'live-client-secret') {
      return Response.json({ error: 'incorrect_client_credentials' })
    }
    if (form.get('grant_type') !== 'refresh_token') return issue(github.user.id)
    const presented = form.get('refresh_token') ?? ''
    const pair = tokensByRefreshToken.get(presented)
    if (spent.has(presented)) reused += 1
    spent.add(presented)
    tokensByRefreshToken.delete(presented)
    await refreshTime()
    if (!pair) return Response.json({ error: 'bad_refresh_token' })
    alive.delete(pair.access)
    return issue(pair.user)
  }

  function endGrantOf(user: number): void {
    for (const [access, owner] of alive) if (owner === user) alive.delete(access)
    for (const [refresh, pair] of tokensByRefreshToken)
      if (pair.user === user) tokensByRefreshToken.delete(refresh)
  }

  async function answerTokenCall(request: Request): Promise<Response> {
    const body: unknown = await request.json()
    const access = JSON.stringify(body).match(/gho_\w+/)?.[0] ?? ''
    if (request.method === 'DELETE') {
      const user = alive.get(access)
      alive.delete(access)
      if (user !== undefined && request.url.endsWith('/grant')) endGrantOf(user)
      return user === undefined ? githubNotFound() : new Response(null, { status: 204 })
    }
    const owner = alive.get(access)
    if (owner === undefined) return githubNotFound()
    return Response.json({ id: 1, user: owner === github.user.id ? { ...github.user } : null })
  }

  const github: FakeGithub = {
    calls,
    secrets: [],
    alive,
    reused: () => reused,
    user: { id: 41, login: 'ana-lima' },
    setRefreshDuration: (milliseconds) => {
      refreshTime = () => delay(milliseconds)
    },
    pauseRefreshes: () => {
      const asked = createGate()
      const released = createGate()
      refreshTime = () => {
        asked.open()
        return released.passed
      }
      return { asked: asked.passed, release: released.open }
    },
    setAnswer: (call, response) => {
      if (response) answers.set(call, response)
      else answers.delete(call)
    },
    async network(request) {
      const { origin, pathname: path } = new URL(request.url)
      if (origin !== githubOrigin) throw new Error(`nothing may be asked at ${origin}`)
      const isApi = !path.startsWith('/login/')
      if (isApi && !path.startsWith(`${apiPath}/`)) return webPage(404)
      const pathname = isApi ? path.slice(apiPath.length) : path
      const call = `${request.method} ${pathname}`
      calls[call] = (calls[call] ?? 0) + 1
      const prepared = answers.get(call)
      if (prepared) return prepared()
      if (call === 'POST /login/oauth/access_token') return token(request)
      if (call === 'GET /user') return Response.json({ ...github.user })
      if (pathname.startsWith('/applications/live-client-id/')) return answerTokenCall(request)
      return githubNotFound()
    },
  }
  return github
}

/** The settings with which live accounts use the fake GitHub. */
export const githubSettings = {
  liveClients: { github: { id: 'live-client-id', secret: 'live-client-secret' } },
  providerOrigins: { github: githubOrigin },
}
