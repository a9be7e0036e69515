import { expect, test } from 'vitest'
import { noticePage } from './notice-page'

const notice = {
  appUrl: 'https://platform.example.com',
  status: 404,
  title: 'Not <found>',
  text: 'There is no "page" here.',
  link: { href: '/integrations?a=1&b="', label: 'Go & see' },
  reference: 'req_<1>',
}

test('every text of a notice is escaped, and its link leads to the public origin', async () => {
  const text = await noticePage(notice).text()
  expect(text).toContain('<title>Not &lt;found&gt; · Miteos</title>')
  expect(text).toContain('<h1>Not &lt;found&gt;</h1>')
  expect(text).toContain('role="alert">There is no &quot;page&quot; here.</p>')
  expect(text).toContain(
    'href="https://platform.example.com/integrations?a=1&amp;b=%22">Go &amp; see</a>',
  )
  expect(text).toContain('Reference: <code>req_&lt;1&gt;</code>')
})

test('a notice has the given headers, and its policy allows no form and no script', () => {
  const { headers } = noticePage({ ...notice, headers: { 'retry-after': '5' } })
  expect(headers.get('retry-after')).toBe('5')
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
  const policy = headers.get('content-security-policy')?.split('; ')
  expect(policy).toEqual(expect.arrayContaining(["default-src 'none'", "form-action 'none'"]))
})

test('a notice with status 200 is not an alert, and a notice without a reference shows none', async () => {
  const { reference: _, ...rest } = notice
  const text = await noticePage({ ...rest, status: 200 }).text()
  expect(text).not.toContain('role="alert"')
  expect(text).not.toContain('Reference')
})
