import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Page } from '@playwright/test'
import type axe from 'axe-core'

type RunOnly = NonNullable<axe.RunOptions['runOnly']>

/** The minified source of axe, because every page gets it anew. */
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const allRules: RunOnly = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'],
}

/** The only rules of these tags that read colours. */
const colorRules: RunOnly = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }

/** The most time for axe on one page. A check of a long page may take this long on a slow machine. */
const limitMs = 60_000

declare global {
  interface Window {
    axe: typeof axe
  }
}

/**
 * Waits until the page is drawn with the theme that was just set and no animation runs, because letters that fade or
 * change their colour have too little contrast.
 */
async function waitUntilStill(page: Page) {
  await page.evaluate(async () => {
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    await nextFrame()
    await nextFrame()
    const endsSoon = (animation: Animation) =>
      Number(animation.effect?.getComputedTiming().endTime) < 10_000
    await Promise.allSettled(
      document
        .getAnimations()
        .filter(endsSoon)
        .map((animation) => animation.finished),
    )
  })
}

/** Returns what axe finds in the page: each broken rule with the first element that breaks it. */
async function violationsOf(page: Page, runOnly: RunOnly): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  return page.evaluate(async (rules) => {
    const { violations } = await window.axe.run(document, {
      runOnly: rules,
      resultTypes: ['violations'],
      preload: false,
    })
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  }, runOnly)
}

/** Returns the tags of all visible elements. Leaves out images with an empty `alt`, which may differ between the themes. */
async function shownElements(page: Page): Promise<string> {
  return page.evaluate(() => {
    const tags: string[] = []
    for (const element of document.querySelectorAll('body, body :not(img[alt=""])')) {
      const copy = element.cloneNode(false)
      if (element.checkVisibility({ visibilityProperty: true }) && copy instanceof Element)
        tags.push(copy.outerHTML)
    }
    return tags.join('')
  })
}

async function showTheme(page: Page, colorScheme: 'light' | 'dark') {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await waitUntilStill(page)
}

/** Tries again for a while, because on a busy machine an animation may begin late, with too little contrast until it ends. */
async function expectNoViolation(page: Page, message: string, rules: RunOnly) {
  await expect
    .poll(() => violationsOf(page, rules), { message, intervals: [500, 2000], timeout: limitMs })
    .toEqual([])
}

/**
 * Expects no violation of WCAG 2.2 AA that axe can find, in both themes. When both themes show the same elements, checks only
 * the rules about colours in the dark theme, because all others would find the same again.
 */
export async function expectAccessible(page: Page) {
  await showTheme(page, 'light')
  await expectNoViolation(page, 'light', allRules)
  const inLight = await shownElements(page)
  await showTheme(page, 'dark')
  const isSame = (await shownElements(page)) === inLight
  await expectNoViolation(page, 'dark', isSame ? colorRules : allRules)
}

/** Returns the layout shift of the page without input of the person (https://web.dev/articles/cls). */
export async function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let total = 0
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            const { value, hadRecentInput } = entry.toJSON()
            if (!hadRecentInput) total += value
          }
        }).observe({ type: 'layout-shift', buffered: true })
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(total)))
      }),
  )
}

/**
 * Expects that nothing has to be scrolled sideways: on a phone, on a small phone, and at 1280 pixels enlarged
 * to 200 %.
 */
export async function expectFits(page: Page) {
  for (const [width, height] of [[390, 844] as const, [320, 640] as const, [640, 450] as const]) {
    await page.setViewportSize({ width, height })
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow, `at ${width} pixels`).toBeLessThanOrEqual(0)
  }
  await page.setViewportSize({ width: 1280, height: 720 })
}

/** Expects that every button is at least 24 px wide and high, and 44 px high on a phone if it has a text. */
export async function expectTouchable(page: Page) {
  await page.setViewportSize({ width: 390, height: 844 })
  // Reads all of them at once, because a message with a button may disappear in between.
  const controls = await page
    .getByRole('button')
    .filter({ visible: true })
    .evaluateAll((elements) =>
      elements.map((element) => {
        const { width, height } = element.getBoundingClientRect()
        const hasWords = element instanceof HTMLElement && element.innerText.trim() !== ''
        return { width, height, hasWords, name: element.outerHTML.slice(0, 160) }
      }),
    )
  for (const { width, height, hasWords, name } of controls) {
    expect(height, name).toBeGreaterThanOrEqual(hasWords ? 44 : 24)
    expect(width, name).toBeGreaterThanOrEqual(24)
  }
  await page.setViewportSize({ width: 1280, height: 720 })
}
