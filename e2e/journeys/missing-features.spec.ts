import type { Page } from '@playwright/test'
import { connectByRequests } from '../support/connect-by-requests'
import { expect, test } from '../support/fixtures'
import {
  card,
  integrationsRegion,
  scriptsHaveRun,
  servicesRegion,
  startSession,
} from '../support/steps'

/** Browser features that the pages use, each with a script that removes it. */
const removals: Record<string, () => void> = {
  clipboard: () => {
    Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined })
  },
  'clipboard that refuses': () => {
    // A page of an insecure origin, as about:blank, has no clipboard.
    if (!('Clipboard' in window)) return
    Clipboard.prototype.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'))
  },
  BroadcastChannel: () => {
    Reflect.deleteProperty(window, 'BroadcastChannel')
  },
  'BroadcastChannel that can be made': () => {
    window.BroadcastChannel = class {
      constructor() {
        throw new DOMException('no', 'SecurityError')
      }
    } as unknown as typeof BroadcastChannel
  },
  'storage that can be read': () => {
    for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('no', 'SecurityError')
        },
      })
  },
  'storage that can be written': () => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  },
  IntersectionObserver: () => {
    Reflect.deleteProperty(window, 'IntersectionObserver')
  },
  ResizeObserver: () => {
    Reflect.deleteProperty(window, 'ResizeObserver')
  },
  matchMedia: () => {
    Object.defineProperty(window, 'matchMedia', { value: undefined })
  },
  'zone of the browser': () => {
    const { resolvedOptions } = Intl.DateTimeFormat.prototype
    Intl.DateTimeFormat.prototype.resolvedOptions = function () {
      return { ...resolvedOptions.call(this), timeZone: 'Etc/Unknown' }
    }
  },
  'Intl.DateTimeFormat': () => {
    Reflect.deleteProperty(Intl, 'DateTimeFormat')
  },
  'Intl.NumberFormat': () => {
    Reflect.deleteProperty(Intl, 'NumberFormat')
  },
  'popovers of scripts': () => {
    for (const name of ['popover', 'showPopover', 'hidePopover', 'togglePopover'])
      Reflect.deleteProperty(HTMLElement.prototype, name)
  },
  'size of URLSearchParams': () => {
    Reflect.deleteProperty(URLSearchParams.prototype, 'size')
  },
  requestIdleCallback: () => {
    Reflect.deleteProperty(window, 'requestIdleCallback')
  },
  'navigation API': () => {
    Reflect.deleteProperty(window, 'navigation')
  },
}

/** Uses the functions of the pages that need browser features. */
async function usePages(page: Page) {
  await page.goto('/integrations')
  await scriptsHaveRun(page)
  await page.getByRole('searchbox').fill('nothing is called like this')
  await expect(page).toHaveURL(/q=nothing/)
  await expect(integrationsRegion(page).getByRole('article')).toHaveCount(0)
  await page.getByRole('button', { name: 'Clear the filter' }).click()
  await expect(integrationsRegion(page).getByRole('article')).toHaveCount(1)
  await page.getByRole('combobox', { name: 'Status' }).selectOption('disconnected')
  await expect(integrationsRegion(page).getByRole('article')).toHaveCount(0)
  await page.getByRole('button', { name: 'Clear the filter' }).click()

  const slack = card(page, 'Slack')
  await slack.getByRole('button', { name: /^More about Slack/ }).click()
  await page.getByRole('button', { name: 'Check now' }).click()
  await expect(page.getByText('Slack works')).toBeVisible()
  await page.getByRole('button', { name: 'User menu' }).click()
  await page.getByRole('button', { name: 'Dark' }).click()
  await expect(page.getByRole('button', { name: 'Dark' })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('Escape')
  await slack.getByRole('button', { name: 'Disconnect Slack' }).click()
  const question = page.getByRole('dialog', { name: 'Disconnect Slack?' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(question).toHaveCount(0)

  await slack.getByRole('link', { name: 'Slack' }).click()
  await page.getByRole('button', { name: 'Check now' }).click()
  await expect(page.getByText('Slack works').last()).toBeVisible()
  await page.getByRole('link', { name: 'All integrations' }).click()
  await expect(servicesRegion(page).getByRole('button', { name: 'Connect Gmail' })).toBeEnabled()
  await page.goto('/integrations?service=github')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

for (const [feature, remove] of Object.entries(removals)) {
  test(`without ${feature} everything else works`, async ({ page, person }) => {
    test.slow()
    const errors: string[] = []
    page.on('pageerror', ({ message }) => errors.push(message))
    await page.addInitScript(remove)
    await startSession(page, person.token)
    await connectByRequests(page, 'Slack')
    await usePages(page)
    expect(errors).toEqual([])
  })
}

for (const feature of ['BroadcastChannel', 'BroadcastChannel that can be made'] as const) {
  test(`without ${feature} disconnecting works and is said`, async ({ page, person }) => {
    await page.addInitScript(removals[feature] ?? (() => undefined))
    await startSession(page, person.token)
    await connectByRequests(page, 'Slack')
    await scriptsHaveRun(page)
    await card(page, 'Slack').getByRole('button', { name: 'Disconnect Slack' }).click()
    const question = page.getByRole('dialog', { name: 'Disconnect Slack?' })
    await question.getByRole('button', { name: 'Disconnect', exact: true }).click()
    await expect(card(page, 'Slack').getByText('Disconnected', { exact: true })).toBeVisible()
    await expect(page.getByText('Slack disconnected')).toBeVisible()
  })
}

for (const feature of ['clipboard', 'clipboard that refuses'] as const) {
  test(`without ${feature} copying says that it is not possible, and shows what to select`, async ({
    page,
    person,
  }) => {
    await page.addInitScript(removals[feature] ?? (() => undefined))
    await startSession(page, person.token)
    await connectByRequests(page, 'Slack')
    await scriptsHaveRun(page)
    const [slack] = await person.integrations()
    const id = slack?.id ?? 'no id'
    const message = page.getByRole('status').filter({ hasText: 'Copying is not possible here' })
    await card(page, 'Slack')
      .getByRole('button', { name: /^More about Slack/ })
      .click()
    await page.getByRole('button', { name: 'Copy id' }).click()
    await expect(message).toContainText(id)

    await page.goto(`/integrations/${id}`)
    await scriptsHaveRun(page)
    await page.getByRole('button', { name: 'Copy the id' }).click()
    await expect(message).toContainText(id)
    await page.getByRole('button', { name: 'Copy the curl command' }).click()
    await expect(message).toContainText('curl -H')
  })
}

test('copying is confirmed by a message', async ({ page, person, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await startSession(page, person.token)
  await connectByRequests(page, 'Slack')
  const [slack] = await person.integrations()
  await page.goto(`/integrations/${slack?.id}`)
  await scriptsHaveRun(page)
  await page.getByRole('button', { name: 'Copy the id' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toBeAttached()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(slack?.id)
})
