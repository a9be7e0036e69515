import { expect, test } from 'vitest'
import { createTestDashboard, signedIn } from '@/tests/support/dashboard'
import { integration } from '@/tests/support/fake-miteos'
import { describeOnBothStores } from '@/tests/support/stores'
import { begin, causeOf, code, finish, openCallback } from '@/tests/support/way-back'

const dayMs = 24 * 60 * 60_000

describeOnBothStores('the way back from a Miteos elsewhere', (openStore) => {
  async function start() {
    const storage = await openStore()
    const test = createTestDashboard(storage)
    test.miteos.on('POST /integrations', () => Response.json(integration(), { status: 201 }))
    const person = await signedIn(test.dashboard)
    return { ...test, storage, person, browser: person.browser }
  }

  test('the person presses the button when no state came back', async () => {
    const { dashboard, person, browser, miteos } = await start()
    const { url } = await begin(browser)
    expect(url.origin).toBe('https://miteos.example')
    const { wayBack } = await openCallback(dashboard, person, { oauth_code: code })
    expect(wayBack).toMatchObject({ kind: 'finish', service: 'slack', submitsItself: false })
    expect(await finish(dashboard, person, { oauth_code: code })).toContain('connected=')
    expect(miteos.bodies.at(-1)).toEqual({ service: 'slack', oauth_code: code })
    expect(causeOf((await openCallback(dashboard, person, { oauth_code: code })).wayBack)).toBe(
      'nothing_to_finish',
    )
  })

  test('the named service selects the attempt when no state came back', async () => {
    const { dashboard, person, browser } = await start()
    await begin(browser, 'slack')
    await begin(browser, 'gmail')
    const { wayBack } = await openCallback(dashboard, person, {
      oauth_code: code,
      service: 'slack',
    })
    expect(wayBack).toMatchObject({ kind: 'finish', service: 'slack' })
  })

  test('another browser has nothing to finish when no state came back', async () => {
    const { dashboard, browser } = await start()
    await begin(browser)
    const other = await signedIn(dashboard)
    expect(causeOf((await openCallback(dashboard, other, { oauth_code: code })).wayBack)).toBe(
      'nothing_to_finish',
    )
  })

  /** Starts with a Miteos that has already sent a state back, in one finished attempt. */
  async function startEchoing() {
    const started = await start()
    const { dashboard, person, browser } = started
    const { state } = await begin(browser)
    const { wayBack } = await openCallback(dashboard, person, { oauth_code: code, state })
    expect(wayBack).toMatchObject({ kind: 'finish', submitsItself: true })
    await finish(dashboard, person, { oauth_code: code, state })
    return started
  }

  test('once it has sent a state back, a way back without one is refused, and the cause is named', async () => {
    const { dashboard, person, browser, miteos, logged } = await startEchoing()
    const { state } = await begin(browser)
    const posts = miteos.calls.filter((call) => call.startsWith('POST')).length
    for (const query of [{ oauth_code: code }, { error: 'access_denied' }]) {
      const { wayBack, addresses } = await openCallback(dashboard, person, query)
      expect(causeOf(wayBack)).toBe('state_missing')
      expect(addresses.join()).not.toContain(code)
    }
    expect(logged.at(-1)).toContain('"cause":"state_missing"')
    expect(miteos.calls.filter((call) => call.startsWith('POST'))).toHaveLength(posts)
    const forged = { oauth_code: code, state: 'x'.repeat(43) }
    expect(causeOf((await openCallback(dashboard, person, forged)).wayBack)).toBe(
      'nothing_to_finish',
    )
    expect(await finish(dashboard, person, { oauth_code: code, state })).toContain('connected=')
  })

  test('once it has sent a state back, an answer that cannot be read still has its own cause', async () => {
    const { dashboard, person, browser } = await startEchoing()
    const { state } = await begin(browser)
    const tooLong = { oauth_code: 'a'.repeat(5000), state }
    expect(causeOf((await openCallback(dashboard, person, tooLong)).wayBack)).toBe('malformed')
    expect(await finish(dashboard, person, { oauth_code: code, state })).toContain('connected=')
  })

  test('a day after it last sent a state back, the person presses the button again', async () => {
    const { dashboard, clock, miteos } = await startEchoing()
    clock.now += dayMs - 1
    const refused = await signedIn(dashboard)
    await begin(refused.browser)
    const early = await openCallback(dashboard, refused, { oauth_code: code })
    expect(causeOf(early.wayBack)).toBe('state_missing')

    clock.now += 1
    const person = await signedIn(dashboard)
    await begin(person.browser)
    const { wayBack } = await openCallback(dashboard, person, { oauth_code: code })
    expect(wayBack).toMatchObject({ kind: 'finish', submitsItself: false })
    expect(await finish(dashboard, person, { oauth_code: code })).toContain('connected=')
    expect(miteos.bodies.at(-1)).toEqual({ service: 'slack', oauth_code: code })

    await begin(person.browser)
    const forged = { oauth_code: code, state: 'x'.repeat(43) }
    expect(causeOf((await openCallback(dashboard, person, forged)).wayBack)).toBe(
      'nothing_to_finish',
    )
  })

  test('the day begins anew with each state that comes back, on every server of the store', async () => {
    const { dashboard, clock, storage } = await startEchoing()
    clock.now += dayMs / 2
    const other = createTestDashboard(storage)
    other.clock.now = clock.now
    other.miteos.on('POST /integrations', () => Response.json(integration(), { status: 201 }))
    const otherPerson = await signedIn(other.dashboard)
    const { state } = await begin(otherPerson.browser)
    await finish(other.dashboard, otherPerson, { oauth_code: code, state })

    clock.now += dayMs - 1
    const person = await signedIn(dashboard)
    await begin(person.browser)
    const { wayBack } = await openCallback(dashboard, person, { oauth_code: code })
    expect(causeOf(wayBack)).toBe('state_missing')
  })
})
