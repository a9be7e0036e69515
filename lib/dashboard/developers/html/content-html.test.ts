import { describe, expect, test } from 'vitest'
import { allSections, blocksOf, contentFor } from '@/tests/support/developers-content'
import { parseApiDocument } from '../api-document'
import { contentsHtml, sectionsHtml } from './content-html'
import { markedHtml } from './marked-html'

function decoded(markup: string): string {
  return markup
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}

describe('the HTML of the developers’ page', () => {
  const content = contentFor(null)
  const markup = sectionsHtml(content.sections)

  test('has every section, every piece of code and a picture with words for those who cannot see it', () => {
    for (const { id } of allSections(content.sections)) expect(markup).toContain(`id="${id}"`)
    for (const { code } of blocksOf(content, 'code')) expect(decoded(markup)).toContain(code)
    expect(markup).toMatch(/<svg [^>]*role="img" aria-label="The way of a connect link/)
  })

  test('has a table of contents that leads to places on the page', () => {
    const ids = allSections(content.sections).map(({ id }) => id)
    const links = [...contentsHtml(content.sections).matchAll(/href="#([^"]+)"/g)]
    expect(links.length).toBeGreaterThan(20)
    for (const [, id] of links) expect(ids).toContain(id)
  })

  test('has no style of its own and no script, because the page’s policy would refuse them', () => {
    expect(markup).not.toMatch(/<script|<style|\sstyle=|\son\w+=/)
  })

  test('shows markup in the document of another Miteos as text', () => {
    const hostile = '<script>alert(1)</script>'
    const document = parseApiDocument(
      JSON.stringify({
        tags: [{ name: hostile, description: hostile }],
        paths: {
          [`/v1/${hostile}`]: {
            get: {
              operationId: '" onclick="alert(1)',
              tags: [hostile],
              summary: hostile,
              description: `[here](javascript:alert(1)) \`${hostile}\``,
              responses: { 200: { description: hostile } },
            },
          },
        },
      }),
    )
    const page = sectionsHtml(contentFor(document).sections)
    expect(page).toContain('&lt;script&gt;')
    expect(page).not.toContain('<script')
    expect(page).not.toContain('href="javascript:')
    expect(page).not.toContain('" onclick="')
  })
})

test('marked text becomes code, strong words and links, and nothing else', () => {
  const text = 'Send `a<b` or **now** to [`code`](/developers#x); 2 * 3 [not a link]'
  expect(String(markedHtml(text))).toBe(
    'Send <code translate="no">a&lt;b</code> or <strong>now</strong> to ' +
      '<a class="mono" translate="no" href="/developers#x">code</a>; 2 * 3 [not a link]',
  )
})
