import { expect, test } from '../support/fixtures'
import { expectAccessible, expectFits, expectTouchable } from '../support/looks'

const pages: [query: string, sentence: RegExp][] = [
  ['', /Admins make one under Settings/],
  [`link=${'a'.repeat(32)}`, /not complete, or it is too old/],
  ['error=ended', /Your session has ended/],
  ['error=revoked', /no longer valid/],
  ['error=malformed&reference=ref-of-the-log', /This is not an API token.*ref-of-the-log/s],
  ['error=wrong_token&reference=ref-of-the-log', /does not know this token.*ref-of-the-log/s],
  ['error=unreachable&reference=ref-of-the-log', /cannot be reached.*ref-of-the-log/s],
  ['error=throttled&reference=ref-of-the-log', /too many attempts.*ref-of-the-log/s],
]

for (const [query, sentence] of pages) {
  test(`sign-in is accessible in both themes and fits a phone: /sign-in?${query}`, async ({
    page,
  }) => {
    await page.goto(`/sign-in?${query}`)
    await expect(page.getByRole('main')).toContainText(sentence)
    await expectAccessible(page)
    await expectFits(page)
    await expectTouchable(page)
  })
}
