import { expect, test } from 'vitest'
import { createBrowser, createTestDashboard, signedIn } from '@/tests/support/dashboard'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { developersMarkdown } from './developers-markdown'
import { readErrorPage } from './read-developers-page'

describeOnBothStores('the Markdown of the developers’ page', (openStore) => {
  test('is for everybody, with the calls of the API', async () => {
    const storage = await openStore()
    const { platform } = platformOn(storage)
    const { dashboard } = createTestDashboard(storage)
    dashboard.api.send = platform.handle
    const response = await createBrowser(dashboard).get(developersMarkdown, '/developers.md')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
    const markdown = await response.text()
    expect(markdown).toMatch(/^# Miteos for developers\n/)
    expect(markdown).toContain('`GET /v1/integrations`')
    expect(markdown).toContain('mt_test_…')
    const tag = response.headers.get('etag') ?? ''
    const again = await createBrowser(dashboard).send(developersMarkdown, '/developers.md', {
      headers: { 'if-none-match': tag },
    })
    expect(again.status).toBe(304)
  })

  test('has the environment of the person who is signed in', async () => {
    const { dashboard } = createTestDashboard(await openStore())
    const { browser } = await signedIn(dashboard, { environment: 'live' })
    const response = await browser.get(developersMarkdown, '/developers.md')
    expect(await response.text()).toContain('mt_live_…')
  })
})

test('there is no page for a code that the API does not know', async () => {
  for (const code of ['nothing', 'toString', '__proto__', ''])
    await expect(readErrorPage(code)).rejects.toThrow('404')
})
