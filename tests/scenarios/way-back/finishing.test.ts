import { expect, test } from 'vitest'
import { completeConnect } from '@/lib/dashboard/attempts/complete-connect'
import { createTestDashboard } from '@/tests/support/dashboard'
import { integration } from '@/tests/support/fake-miteos'
import { describeOnBothStores } from '@/tests/support/stores'
import { begin, code, complete, finish, openCallback, startWayBack } from '@/tests/support/way-back'

describeOnBothStores('the way back', async (openStore) => {
  const storage = await openStore()

  test('leads from the click to the card', async () => {
    const { dashboard, person, browser, posts, miteos, logged } = await startWayBack(storage)
    const { response, url, state } = await begin(browser, 'slack', {
      return_to: '/integrations?q=a',
    })
    expect(response.status).toBe(303)
    expect(`${url.origin}${url.pathname}`).toBe('http://localhost:3000/integrations/connect')
    expect(url.searchParams.get('service')).toBe('slack')
    expect(url.searchParams.get('redirect_uri')).toBe('http://localhost:3000/callback')
    expect(state).toMatch(/^[\w-]{43}$/)
    expect(response.headers.get('set-cookie')).toMatch(
      /; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/,
    )

    const query = { oauth_code: code, service: 'slack', state, iss: 'http://localhost:3000' }
    const { wayBack } = await openCallback(dashboard, person, query)
    expect(wayBack).toMatchObject({ kind: 'finish', service: 'slack', submitsItself: true })
    expect(await finish(dashboard, person, query)).toBe(
      `/integrations?q=a&connected=${integration().id}`,
    )
    expect(posts()).toBe(1)
    expect(miteos.bodies.at(-1)).toEqual({ service: 'slack', oauth_code: code })
    expect(logged.join()).not.toContain(code)
    expect(logged.join()).not.toContain(state)
  })

  test('opening the callback has no effect, and a finished attempt keeps showing its result', async () => {
    const { dashboard, person, browser, posts } = await startWayBack(storage)
    const { state } = await begin(browser)
    const query = { oauth_code: code, service: 'slack', state }
    for (let times = 0; times < 3; times++) await openCallback(dashboard, person, query)
    expect(posts()).toBe(0)
    await finish(dashboard, person, query)
    for (let times = 0; times < 3; times++) {
      const { wayBack, addresses } = await openCallback(dashboard, person, query)
      expect(wayBack).toMatchObject({ kind: 'connected', integrationId: integration().id })
      expect(addresses.join()).not.toMatch(/state|oauth_code/)
    }
    const again = await complete(browser, query)
    expect(again.headers.get('location')).toContain('connected=')
    expect(posts()).toBe(1)
  })

  test('the same callback submitted twice at once is one POST with one result', async () => {
    const { browser, posts, miteos } = await startWayBack(storage)
    const { state } = await begin(browser)
    miteos.on('POST /integrations', async () => {
      await new Promise((resolve) => setTimeout(resolve, 200))
      return Response.json(integration(), { status: 201 })
    })
    const fields = { oauth_code: code, service: 'slack', state }
    const answers = await Promise.all([complete(browser, fields), complete(browser, fields)])
    const locations = answers.map(({ headers }) => headers.get('location'))
    expect(locations).toEqual([locations[0], locations[0]])
    expect(locations[0]).toContain('connected=')
    expect(posts()).toBe(1)
  })

  test('two services in two tabs finish in reverse order, each with its own code', async () => {
    const { dashboard, person, browser, miteos } = await startWayBack(storage)
    const slack = await begin(browser, 'slack')
    const gmail = await begin(browser, 'gmail')
    const codeOf = (service: string) => `mtoc_${service}`
    for (const [service, { state }] of Object.entries({ gmail, slack })) {
      miteos.on('POST /integrations', () =>
        Response.json(integration({ service, id: `int_${service}` })),
      )
      const query = { oauth_code: codeOf(service), service, state }
      expect(await finish(dashboard, person, query)).toContain(`connected=int_${service}`)
    }
    expect(miteos.bodies.filter(Boolean)).toEqual([
      { service: 'gmail', oauth_code: 'mtoc_gmail' },
      { service: 'slack', oauth_code: 'mtoc_slack' },
    ])
  })

  test('another server on the same store finishes the attempt', async () => {
    const { dashboard, person, browser } = await startWayBack(storage)
    const { state } = await begin(browser)
    const other = createTestDashboard(storage)
    other.miteos.on('POST /integrations', () => Response.json(integration()))
    const restarted = {
      ...other.dashboard,
      embedded: dashboard.embedded,
      connectUrl: dashboard.connectUrl,
    }
    const query = { oauth_code: code, service: 'slack', state }
    const { wayBack } = await openCallback(restarted, person, query)
    const fields = wayBack.kind === 'finish' ? wayBack.fields : {}
    const response = await browser.send(
      (request, _dashboard, params) => completeConnect(request, restarted, params),
      '/callback/complete',
      {
        method: 'POST',
        headers: { origin: 'http://localhost:3000' },
        body: new URLSearchParams(fields),
      },
    )
    expect(response.headers.get('location')).toContain('connected=')
  })
})
