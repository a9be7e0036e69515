import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']

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
async function violationsOf(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(async (tags) => {
    const { violations } = await window.axe.run(document, {
      runOnly: tags,
      resultTypes: ['violations'],
      preload: false,
    })
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  }, rules)
}

/** Expects no violation of WCAG 2.2 AA that axe can find, in both themes. */
export async function expectAccessible(page: Page) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await waitUntilStill(page)
    // On a busy machine an animation may begin later, and its letters have too little contrast until it ends.
    await expect
      .poll(() => violationsOf(page), { message: colorScheme, intervals: [500, 2000] })
      .toEqual([])
  }
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
  // All at once, because a message with a button may go away meanwhile.
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
