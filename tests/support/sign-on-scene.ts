import type { DashboardParts, SignOn } from '@/lib/dashboard/dashboard'
import type { OidcSettings } from '@/lib/dashboard/env/oidc-env'
import { network } from '@/lib/dashboard/network/network'
import { createIssuer } from '@/lib/dashboard/oidc/issuer'
import { beginSignOn } from '@/lib/dashboard/sso/begin-sign-on'
import { finishSignOn } from '@/lib/dashboard/sso/finish-sign-on'
import type { Storage } from '@/lib/storage/database'
import type { TestBrowser } from './dashboard'
import type { TestIssuer } from './issuer'
import { openPeopleScene } from './people-scene'
import { redirectTarget } from './redirect-target'

/** Returns an issuer as the dashboard uses it. */
export function signOnAt(
  { url }: Pick<TestIssuer, 'url'>,
  changes: Partial<OidcSettings> = {},
  now = Date.now,
): SignOn {
  const settings: OidcSettings = {
    issuer: new URL(url),
    clientId: 'miteos',
    clientSecret: 'the+secret of our client',
    name: 'Acme',
    scope: 'openid profile email',
    roleRules: [],
    defaultRole: null,
    ...changes,
  }
  return { settings, issuer: createIssuer({ settings, send: network, timeoutMs: 2000, now }) }
}

/** Creates a whole platform and a dashboard in which people sign in at an issuer. */
export function openSignOnScene(
  storage: Storage,
  issuer: Pick<TestIssuer, 'url'>,
  changes: Partial<OidcSettings> = {},
) {
  const singleSignOn = signOnAt(issuer, changes)
  const { settings } = singleSignOn
  return openPeopleScene(storage, {
    settings: { singleSignOn: { ...settings, issuer: settings.issuer.href } },
    parts: { singleSignOn } satisfies Partial<DashboardParts>,
  })
}

/** Presses the button on the sign-in page. Returns the address of the issuer, or of the page that says what went wrong. */
export async function leave(
  browser: TestBrowser,
  fields: Record<string, string> = {},
): Promise<string> {
  return redirectTarget(await browser.post(beginSignOn, '/sign-in/sso', { fields }))
}

/** Comes back from the issuer. Returns where the person goes on. */
export async function comeBack(browser: TestBrowser, { pathname, search }: URL): Promise<string> {
  const response = await browser.get(finishSignOn, pathname + search)
  return redirectTarget(response) || String(response.status)
}

/** Signs in at the issuer. Returns where the person goes on. */
export async function signOn(
  browser: TestBrowser,
  issuer: TestIssuer,
  fields: Record<string, string> = {},
): Promise<string> {
  return comeBack(browser, await issuer.allow(await leave(browser, fields)))
}
