import { z } from 'zod'
import type { Dashboard, DashboardParts } from '@/lib/dashboard/dashboard'
import { sessionOfCookie } from '@/lib/dashboard/sessions/session-of-cookie'
import { beginPasskey } from '@/lib/dashboard/sign-in/begin-passkey'
import { submitSignIn } from '@/lib/dashboard/sign-in/submit-sign-in'
import type { PlatformSettings } from '@/lib/platform/core/settings'
import type { Storage } from '@/lib/storage/database'
import { type Authenticator, createAuthenticator, type Forgery } from './authenticator'
import { appUrl, createBrowser, createTestDashboard, type TestBrowser } from './dashboard'
import { createFakeEmbedded } from './fake-embedded'
import { platformOn, type TestServer } from './platform'

const ceremonySchema = z.object({
  options: z.looseObject({ challenge: z.string() }),
  state: z.string(),
})

/** A browser of somebody who signs in as themselves. */
export interface PersonalBrowser extends TestBrowser {
  authenticator: Authenticator
  /** Comes in with a link and a new passkey. Returns the `Location` of the answer. */
  enter: (secret: string, name: string, forgery?: Forgery) => Promise<string>
  /** Comes in with a link and without a passkey. */
  enterWithoutPasskey: (secret: string, name?: string) => Promise<string>
  /** Signs in with the passkey. */
  signIn: (forgery?: Forgery) => Promise<string>
  /** Sends a request to the API with the token of the session. */
  api: (method: string, path: string, body?: object) => Promise<Response>
  /** Asks for the options of WebAuthn. */
  begin: (body: object) => Promise<z.infer<typeof ceremonySchema>>
  /** Posts the form of the sign-in page. */
  submit: (fields: Record<string, string>) => Promise<string>
}

export interface PeopleScene {
  server: TestServer
  dashboard: Dashboard
  /** Every line that the dashboard logged, as JSON. */
  logged: string[]
  openBrowser: (authenticator?: Authenticator) => PersonalBrowser
  /** Creates an account with a person who is its first admin, and returns their browser. */
  firstAdmin: (account: string, name?: string) => Promise<PersonalBrowser>
  /** Invites somebody as the person of a browser. Returns the secret of the link. */
  invite: (admin: PersonalBrowser, role: string) => Promise<string>
  /** Invites somebody, who joins in a browser of their own. */
  join: (admin: PersonalBrowser, role: string, name: string) => Promise<PersonalBrowser>
}

const path = '/sign-in/submit'

/** A browser whose link was just used by another one is refused after this time, because the other request might be its own. */
const apiTimeoutMs = 3000

/** Returns the secret in a link to the sign-in page. */
export function secretIn(link: string): string {
  return new URL(link, appUrl).searchParams.get('link') ?? ''
}

/** Creates a whole platform with a dashboard in front of it, in which people sign in as themselves. */
export function openPeopleScene(
  storage: Storage,
  {
    settings = {},
    parts = {},
  }: { settings?: Partial<PlatformSettings>; parts?: Partial<DashboardParts> } = {},
): PeopleScene {
  const server = platformOn(storage, { settings })
  const { platform } = server
  const { dashboard, logged } = createTestDashboard(storage, {
    now: Date.now,
    api: {
      base: `${appUrl}/v1`,
      send: platform.handle,
      timeoutMs: apiTimeoutMs,
      now: Date.now,
    },
    embedded: {
      ...createFakeEmbedded(platform.handle),
      signInLinks: platform.signInLinks,
      people: platform.people,
      staff: platform.staff,
      breakMails: platform.breakMails,
      reconnectLinks: platform.reconnectLinks,
      administration: platform.administration,
      async revokeToken({ tokenId, accountId }, end = 'not_begun') {
        if (tokenId && accountId) await platform.tokens.revoke(accountId, tokenId, end)
      },
    },
    ...parts,
  })

  function openBrowser(authenticator = createAuthenticator(appUrl)): PersonalBrowser {
    const browser = createBrowser(dashboard)
    browser.cookies.set('miteos-browser', authenticator.browserSecret)

    async function begin(body: object) {
      const response = await browser.send(beginPasskey, '/sign-in/passkey', {
        method: 'POST',
        headers: { origin: appUrl, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return ceremonySchema.parse(await response.json())
    }

    async function submit(fields: Record<string, string>) {
      const response = await browser.post(submitSignIn, path, { fields })
      return response.headers.get('location') ?? String(response.status)
    }

    return Object.assign(browser, {
      authenticator,
      begin,
      submit,
      async enter(link: string, name: string, forgery?: Forgery) {
        const { options, state } = await begin({ link, name })
        const response = authenticator.create(options, forgery)
        return submit({ link, name, with: 'passkey', response, state })
      },
      enterWithoutPasskey: (link: string, name = 'Somebody') => submit({ link, name }),
      async signIn(forgery?: Forgery) {
        const { options, state } = await begin({})
        const response = authenticator.use(options, forgery)
        return submit({ with: 'passkey', response, state })
      },
      async api(method: string, apiPath: string, body?: object) {
        const session = await sessionOfCookie(dashboard, browser.cookieHeader())
        return server.anonymous(method, apiPath, {
          headers: {
            authorization: `Bearer ${session?.bearer()}`,
            ...(body && { 'content-type': 'application/json' }),
          },
          ...(body && { body: JSON.stringify(body) }),
        })
      },
    })
  }

  async function firstAdmin(account: string, name = 'Grace Hopper') {
    const browser = openBrowser()
    await browser.enter(await platform.signInLinks.create(account), name)
    return browser
  }

  async function invite(admin: PersonalBrowser, role: string) {
    const response = await admin.api('POST', '/v1/invitations', { role })
    return secretIn(z.object({ link: z.string() }).parse(await response.json()).link)
  }

  async function join(admin: PersonalBrowser, role: string, name: string) {
    const browser = openBrowser()
    await browser.enter(await invite(admin, role), name)
    return browser
  }

  return { server, dashboard, logged, openBrowser, firstAdmin, invite, join }
}
