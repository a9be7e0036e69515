import { join } from 'node:path'
import type { Page } from '@playwright/test'
import Database from 'libsql'
import { wayBackWords } from '@/components/way-back/way-back-words'
import { type WayBackCause, wayBackCauses } from '@/lib/contract/view/way-back'
import type { RunningServer } from '@/scripts/running-server'
import { beginByRequest } from '../support/connect-by-requests'
import { expect } from '../support/fixtures'
import { expectAccessible, expectFits, expectTouchable } from '../support/looks'
import { slack, test, token } from '../support/remote-miteos'
import { type Answer, dropsConnection, json } from '../support/scripted-miteos'
import { card, enterToken, signIn, startSession } from '../support/steps'

/** Leads from the last page before the end of an attempt to the page that says why nothing was connected. */
type Failure =
  /** The query of the callback. */
  | { search: string }
  /** The answer of the API to the code. */
  | { answer: Answer; reconnects?: true; afterwards?: (page: Page) => Promise<void> }
  /** Changes something before the attempt's own page is opened. */
  | { meanwhile: (page: Page, dashboard: RunningServer) => Promise<void> }

async function expireAttempts(_page: Page, { dataDir }: RunningServer) {
  const store = new Database(join(dataDir, 'miteos.db'))
  store.exec('update attempts set expires_at = 0')
  store.close()
}

const mismatch = {
  code: 'account_mismatch',
  expected: { id: 'ana', name: 'ana@example.com' },
  received: { id: 'ben', name: 'ben@example.com' },
}

const failures: Record<WayBackCause, Failure> = {
  cancelled: { search: 'error=access_denied' },
  attempt_expired: { meanwhile: expireAttempts },
  nothing_to_finish: { meanwhile: (page) => page.context().clearCookies({ name: /attempt/ }) },
  state_missing: { search: 'error=state_missing' },
  other_person: { meanwhile: (page) => signIn(page, token.replace(/a$/, 'b')) },
  session_ended: { answer: json(401, {}), afterwards: (page) => enterToken(page, token) },
  code_used: { answer: json(400, { reason: 'used' }) },
  code_expired: { answer: json(400, { reason: 'expired' }) },
  missing_permissions: { search: 'error=invalid_scope' },
  provider_down: { search: 'error=server_error' },
  provider_slow: { answer: json(504, { code: 'provider_timeout' }) },
  provider_unreachable: {
    answer: json(502, { code: 'provider_error', reason: 'unreachable' }),
  },
  not_configured: { search: 'error=not_configured' },
  registration_refused: { answer: json(502, { reason: 'misconfigured' }) },
  app_suspended: { search: 'error=app_suspended' },
  scopes_refused: { search: 'error=scopes_refused' },
  admin_blocked: { search: 'error=admin_blocked' },
  org_only: { search: 'error=org_only' },
  interaction_required: { search: 'error=interaction_required' },
  email_unverified: { answer: json(400, { reason: 'email_unverified' }) },
  clock_wrong: { answer: json(502, { reason: 'clock_wrong' }) },
  provider_refused: { search: 'error=something_of_its_own' },
  exchange_refused: { answer: json(400, { reason: 'refused' }) },
  other_service: { search: 'oauth_code=x&service=gmail' },
  account_mismatch: { answer: json(409, mismatch) },
  not_allowed: { answer: json(403, {}) },
  integration_gone: { answer: json(404, {}), reconnects: true },
  link_ended: { answer: json(409, { code: 'conflict', reason: 'reconnect_link_ended' }) },
  miteos_down: { answer: json(429, {}) },
  unconfirmed: { answer: dropsConnection },
  malformed: { search: 'error=malformed' },
}

/** Begins to connect Slack by requests, up to the address of `/callback` to which Miteos sends the browser. */
async function comeBack(page: Page): Promise<string> {
  const away = await beginByRequest(page, 'slack')
  const answer = await page.request.get(away, { maxRedirects: 0 })
  return answer.headers().location ?? ''
}

async function startReconnecting(page: Page) {
  await page.goto('/integrations')
  await card(page, 'Slack').getByRole('button', { name: 'Reconnect Slack' }).click()
}

for (const cause of wayBackCauses) {
  test(`the callback page for "${cause}" is accessible in both themes and fits a phone`, async ({
    page,
    miteos,
    dashboard,
  }) => {
    const failure = failures[cause]
    miteos.integrations = [{ ...slack, status: 'error' }]
    await startSession(page, token)
    const callback = await comeBack(page)

    if ('search' in failure) await page.goto(`/callback?${failure.search}`)
    if ('answer' in failure) {
      if ('reconnects' in failure) await startReconnecting(page)
      else await page.goto(callback)
      miteos.postAnswer = failure.answer
      miteos.listAnswer = json(200, [])
      await page.getByRole('button', { name: 'Finish connecting Slack' }).click()
      await failure.afterwards?.(page)
    }
    if ('meanwhile' in failure) {
      const cookies = await page.context().cookies()
      const attempt = cookies
        .map(({ name }) => /^miteos-attempt-(.+)/.exec(name)?.[1])
        .find(Boolean)
      await failure.meanwhile(page, dashboard)
      await page.goto(`/callback?attempt=att_${attempt}`)
    }

    const { title } = wayBackWords(cause, 'slack')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    await expectAccessible(page)
    await expectFits(page)
    await expectTouchable(page)
  })
}
