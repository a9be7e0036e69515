import type { Locator, Page } from '@playwright/test'
import type { RunningServer } from '@/scripts/running-server'
import { expect, slack, test, token } from '../support/remote-miteos'
import {
  type Answer,
  answerLate,
  dropsConnection,
  json,
  neverAnswers,
} from '../support/scripted-miteos'
import {
  card,
  integrationsRegion,
  loadAgain,
  scriptsHaveRun,
  servicesRegion,
  signIn,
} from '../support/steps'

const outages: [name: string, answer: Answer][] = [
  ['stalls', neverAnswers],
  ['drops connections', dropsConnection],
  ['answers 503', json(503, { message: 'secret-of-the-upstream' })],
]

async function referenceIn(place: Page | Locator): Promise<string> {
  const text = await place
    .getByText(/^Reference/)
    .first()
    .innerText()
  return /[\w-]{20,}/.exec(text)?.[0] ?? 'no reference'
}

/** Expects that the log contains the reference of the page. The log may be late, because it comes through a pipe. */
async function expectLogged(dashboard: RunningServer, place: Page | Locator) {
  const reference = await referenceIn(place)
  await expect.poll(() => dashboard.log).toContain(reference)
}

for (const [name, answer] of outages) {
  test.describe(`a Miteos that ${name}`, () => {
    test.beforeEach(async ({ page, miteos }) => {
      await page.clock.install()
      miteos.integrations = [slack]
      await signIn(page, token)
      await expect(card(page, 'Slack')).toBeVisible()
      await scriptsHaveRun(page)
    })

    test('leaves the last known list on the page, greyed and dated, and never says "not connected"', async ({
      page,
      miteos,
      dashboard,
    }) => {
      miteos.answerToAll = answer
      await loadAgain(page)
      const alert = integrationsRegion(page).getByRole('alert')
      await expect(alert).toContainText('Could not load the integrations.', { timeout: 30_000 })
      await expect(alert).toContainText(/Showing what we knew at \d/)
      await expect(card(page, 'Slack')).toBeVisible()
      await expect(integrationsRegion(page).getByText(/nothing is connected/i)).toHaveCount(0)
      await expectLogged(dashboard, alert)
      miteos.answerToAll = undefined
      await alert.getByRole('button', { name: 'Retry' }).click()
      await expect(alert).toHaveCount(0)
      await expect(page.getByRole('main')).toBeFocused()
    })

    test('shows on every page one sentence, one action and a reference', async ({
      page,
      miteos,
      dashboard,
    }) => {
      miteos.answerToAll = answer
      for (const [path, what] of [
        ['/integrations', 'the integrations'],
        ['/integrations/int_a', 'this integration'],
      ] as const) {
        const response = await page.goto(path)
        expect(response?.status()).toBe(200)
        const alert = page.getByRole('alert').filter({ hasText: 'Could not load' })
        await expect(alert).toContainText(`Could not load ${what}`)
        await expect(alert.getByRole('button', { name: 'Retry' })).toBeVisible()
        await expect(page.getByText(/nothing is connected/i)).toHaveCount(0)
        await expectLogged(dashboard, alert)
        expect(await page.content()).not.toContain('secret-of-the-upstream')
      }
    })

    test('is called unreachable at sign-in, and the token is not called wrong', async ({
      page,
      miteos,
      dashboard,
    }) => {
      miteos.answerToAll = answer
      await page.goto('/sign-in')
      await page.getByRole('textbox', { name: 'API token' }).fill(token)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      const alert = page.getByRole('alert').filter({ hasText: /cannot be reached/ })
      await expect(alert).toBeVisible()
      await expectLogged(dashboard, alert)
      await expect(page.getByText(/does not know/)).toHaveCount(0)
    })

    test('ends an attempt to connect with an explanation, after one POST, and lets the person try again', async ({
      page,
      miteos,
      dashboard,
    }) => {
      test.slow()
      await servicesRegion(page).getByRole('button', { name: 'Connect GitHub' }).click()
      const finish = page.getByRole('button', { name: /Finish connecting GitHub/ })
      await expect(finish).toBeVisible()
      miteos.answerToAll = answer
      await finish.click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('The result is not known', {
        timeout: 20_000,
      })
      await expect(page).toHaveTitle(/The result is not known/)
      await expectLogged(dashboard, page)
      expect(miteos.count('POST /v1/integrations')).toBe(1)
      await page.reload()
      expect(miteos.count('POST /v1/integrations')).toBe(1)
    })

    test('keeps the card when a disconnect failed, and says why', async ({
      page,
      miteos,
      dashboard,
    }) => {
      await scriptsHaveRun(page)
      await card(page, 'Slack').getByRole('button', { name: 'Disconnect Slack' }).click()
      miteos.answerToAll = answer
      await page.getByRole('button', { name: 'Disconnect', exact: true }).click()
      const alert = page.getByRole('dialog').getByRole('alert')
      await expect(alert).toContainText(/did not answer in time|cannot be reached/, {
        timeout: 15_000,
      })
      await page.getByRole('button', { name: 'Cancel' }).click()
      await expect(card(page, 'Slack').getByText('Connected', { exact: true })).toBeVisible()
      expect(miteos.count('DELETE /v1/integrations/int_a')).toBeLessThanOrEqual(2)
      expect(dashboard.log).not.toMatch(/not handled|unhandled/i)
    })
  })
}

test('a list that fails once never shows an error, not even for a moment', async ({
  page,
  miteos,
}) => {
  miteos.integrations = [slack]
  await signIn(page, token)
  for (const path of ['/integrations', '/integrations/int_a']) {
    let failures = 1
    miteos.listAnswer = (request, response) =>
      (failures-- > 0 ? json(503, {}) : json(200, miteos.integrations))(request, response)
    miteos.calls.length = 0
    const html = await (await page.request.get(path)).text()
    expect(html).not.toContain('Could not load')
    expect(html).toContain('Slack')
    expect(miteos.calls).toHaveLength(2)
  }
})

test('a page or integration that does not exist is reported with a reference that is in the log', async ({
  page,
  miteos,
  dashboard,
}) => {
  miteos.integrations = [slack]
  await signIn(page, token)
  for (const [path, status, sentence] of [
    ['/there/is/nothing', 404, /There is no page here/],
    ['/integrations/no-such-form', 404, /There is no page here/],
    ['/integrations/int_nothing', 200, /Could not find this integration/],
    ['/integrations/int_nothing/disconnect', 200, /no integration with this id/],
  ] as const) {
    expect((await page.goto(path))?.status()).toBe(status)
    const main = page.getByRole('main')
    await expect(main).toContainText(sentence)
    expect(dashboard.log).toContain(await referenceIn(main))
  }
})

test('one visit to a page that fails asks the API three times at most', async ({
  page,
  miteos,
}) => {
  await signIn(page, token)
  for (const answer of [dropsConnection, json(500, {})]) {
    miteos.listAnswer = answer
    miteos.calls.length = 0
    await page.goto('/integrations?wait=1')
    await expect(integrationsRegion(page).getByRole('alert')).toContainText('Could not load')
    expect(miteos.calls.length).toBeLessThanOrEqual(3)
  }
})

test('a page that stops waiting and the browser together ask the API at most three times', async ({
  page,
  miteos,
}) => {
  await signIn(page, token)
  miteos.listAnswer = answerLate(300, json(500, {}))
  miteos.calls.length = 0
  await page.goto('/integrations')
  await expect(integrationsRegion(page).getByRole('alert')).toContainText('Could not load')
  expect(miteos.calls.length).toBeLessThanOrEqual(3)
})
