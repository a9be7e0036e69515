import { html } from 'hono/html'
import { expect, it } from 'vitest'
import { page } from './page'

const content = { appUrl: 'https://platform.example.com', title: 'A <title>', status: 418 }

it('escapes texts and keeps markup', async () => {
  const response = page({ ...content, body: html`<h1>${'<script>'}</h1>` })
  expect(response.status).toBe(418)
  const text = await response.text()
  expect(text).toContain('<title>A &lt;title&gt;</title>')
  expect(text).toContain('<h1>&lt;script&gt;</h1>')
})

it('lets a form lead to the listed origins and to nowhere else', () => {
  const response = page({ ...content, body: html`<h1>x</h1>`, formActions: ['https://a.example'] })
  const policy = response.headers.get('content-security-policy') ?? ''
  expect(policy.split('; ')).toContain("form-action 'self' https://a.example")
  expect(policy).not.toContain('script-src')
})

it('tells the browser to use only https when the origin is https, and otherwise not', () => {
  const headersOf = (appUrl: string) =>
    page({ ...content, appUrl, body: html`<h1>x</h1>`, headers: { 'Retry-After': '5' } }).headers
  expect(headersOf('https://a.example').get('strict-transport-security')).toBe('max-age=63072000')
  expect(headersOf('http://localhost:3000').has('strict-transport-security')).toBe(false)
  expect(headersOf('http://localhost:3000').get('retry-after')).toBe('5')
})

it('throws when the markup contains a promise', () => {
  const body = html`<h1>${Promise.resolve('later')}</h1>`
  expect(() => page({ ...content, body })).toThrow(TypeError)
})
