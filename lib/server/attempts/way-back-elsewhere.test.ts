import { expect, test } from 'vitest'
import { createTestDashboard, signedIn } from '@/tests/dashboard'
import { integration } from '@/tests/fake-miteos'
import { describeOnBothStores } from '@/tests/stores'
import { begin, causeOf, code, finish, look } from '@/tests/way-back'

describeOnBothStores('the way back from a Miteos elsewhere', (openStore) => {
  async function start() {
    const test = createTestDashboard(await openStore())
    test.miteos.on('POST /integrations', () => Response.json(integration(), { status: 201 }))
    const person = await signedIn(test.dashboard)
    return { ...test, person, browser: person.browser }
  }

  test('A27 without state, the person presses the button', async () => {
    const { dashboard, person, browser, miteos } = await start()
    const { url } = await begin(browser)
    expect(url.origin).toBe('https://miteos.example')
    const { wayBack } = await look(dashboard, person, { oauth_code: code })
    expect(wayBack).toMatchObject({ kind: 'finish', service: 'slack', submitsItself: false })
    expect(await finish(dashboard, person, { oauth_code: code })).toContain('connected=')
    expect(miteos.bodies.at(-1)).toEqual({ service: 'slack', oauth_code: code })
    expect(causeOf((await look(dashboard, person, { oauth_code: code })).wayBack)).toBe(
      'nothing_to_finish',
    )
  })

  test('A27 without state, the named service picks the attempt', async () => {
    const { dashboard, person, browser } = await start()
    await begin(browser, 'slack')
    await begin(browser, 'gmail')
    const { wayBack } = await look(dashboard, person, { oauth_code: code, service: 'slack' })
    expect(wayBack).toMatchObject({ kind: 'finish', service: 'slack' })
  })

  test('C1 C7 without state, another browser has nothing to finish', async () => {
    const { dashboard, browser } = await start()
    await begin(browser)
    const other = await signedIn(dashboard)
    expect(causeOf((await look(dashboard, other, { oauth_code: code })).wayBack)).toBe(
      'nothing_to_finish',
    )
  })

  test('C2 once it has sent a state back, a way back without one is refused', async () => {
    const { dashboard, person, browser } = await start()
    const { state } = await begin(browser)
    const { wayBack } = await look(dashboard, person, { oauth_code: code, state })
    expect(wayBack).toMatchObject({ kind: 'finish', submitsItself: true })
    await finish(dashboard, person, { oauth_code: code, state })
    await begin(browser)
    expect(causeOf((await look(dashboard, person, { oauth_code: code })).wayBack)).toBe(
      'nothing_to_finish',
    )
  })
})
