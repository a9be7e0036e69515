import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import NotFound from './not-found'

vi.mock('next/headers', () => ({
  headers: async () =>
    new Headers({ host: '127.0.0.1:3000', 'x-request-id': 'request-of-the-page' }),
}))

test('the page for an unknown address shows the request id and links to APP_URL, even when it was opened at another host', async () => {
  vi.stubEnv('APP_URL', 'https://miteos.example')
  const markup = renderToStaticMarkup(await NotFound())
  expect(markup).toContain('request-of-the-page')
  expect(markup).toMatch(
    /<a [^>]*href="https:\/\/miteos\.example\/integrations"[^>]*>Go to the integrations/,
  )
})
