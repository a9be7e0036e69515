import { expect, test } from 'vitest'
import { signedIn } from '@/tests/support/dashboard'
import { describeOnBothStores } from '@/tests/support/stores'
import {
  begin,
  causeOf,
  code,
  complete,
  finish,
  openCallback,
  startWayBack,
} from '@/tests/support/way-back'

describeOnBothStores('an attempt', async (openStore) => {
  const storage = await openStore()

  test('another browser and another person are refused, and the person who began the attempt can still finish it', async () => {
    const { dashboard, person, browser, posts } = await startWayBack(storage)
    const { state } = await begin(browser)
    const query = { oauth_code: code, service: 'slack', state }
    const otherBrowser = await signedIn(dashboard)
    expect(causeOf((await openCallback(dashboard, otherBrowser, query)).wayBack)).toBe(
      'nothing_to_finish',
    )

    const otherPerson = await signedIn(dashboard, { personId: 'per_ben' })
    for (const [name, value] of browser.cookies) {
      if (name.includes('attempt')) otherPerson.browser.cookies.set(name, value)
    }
    expect(causeOf((await openCallback(dashboard, otherPerson, query)).wayBack)).toBe(
      'other_person',
    )
    for (const { browser: wrongBrowser } of [otherBrowser, otherPerson])
      await complete(wrongBrowser, query)

    const signedInCookies = new Map(browser.cookies)
    browser.cookies.delete('miteos-session')
    const response = await complete(browser, query)
    expect(response.headers.get('location')).toMatch(
      /^\/sign-in\?error=ended&callbackUrl=%2Fcallback%3Fattempt%3Datt_\w+$/,
    )
    expect(posts()).toBe(0)
    browser.cookies = signedInCookies
    expect(await finish(dashboard, person, query)).toContain('connected=')
    expect(causeOf((await openCallback(dashboard, otherPerson, query)).wayBack)).toBe(
      'nothing_to_finish',
    )
  })

  test('an attempt without its code has nothing to finish, and its page leads to the page of the click', async () => {
    const { dashboard, person, browser } = await startWayBack(storage)
    await begin(browser, 'slack', { return_to: '/integrations/int_1' })
    const [id] = [...browser.cookies.keys()].filter((name) => name.includes('attempt'))
    const attempt = `att_${id?.slice('miteos-attempt-'.length)}`
    const { wayBack } = await openCallback(dashboard, person, { attempt })
    expect(wayBack).toMatchObject({
      cause: 'nothing_to_finish',
      service: 'slack',
      returnTo: '/integrations/int_1',
    })
  })

  test('an outcome that only a newer version knows is shown as unconfirmed', async () => {
    const { dashboard, person, browser } = await startWayBack(storage)
    const { state } = await begin(browser)
    const outcome = JSON.stringify({ kind: 'failed', cause: 'a_newer_cause' })
    const [id = ''] = [...browser.cookies.keys()].filter((name) => name.includes('attempt'))
    const attempt = `att_${id.slice('miteos-attempt-'.length)}`
    for (const stored of [outcome, 'no JSON']) {
      await storage.db
        .updateTable('attempts')
        .set({ status: 'finished', outcome: stored })
        .where('id', '=', attempt)
        .execute()
      expect(causeOf((await openCallback(dashboard, person, { attempt, state })).wayBack)).toBe(
        'unconfirmed',
      )
    }
  })

  test('an attempt that took too long is refused', async () => {
    const { dashboard, person, browser, clock, posts } = await startWayBack(storage)
    const { state } = await begin(browser)
    clock.now += 600_000
    const query = { oauth_code: code, service: 'slack', state }
    expect(causeOf((await openCallback(dashboard, person, query)).wayBack)).toBe('attempt_expired')
    for (const name of browser.cookies.keys()) {
      if (name.includes('attempt')) browser.cookies.delete(name)
    }
    const { wayBack } = await openCallback(dashboard, person, query)
    expect(wayBack).toMatchObject({ cause: 'attempt_expired', service: 'slack' })
    await complete(browser, query)
    expect(posts()).toBe(0)
  })

  test('many attempts leave a bounded number of cookies', async () => {
    const { dashboard, person, browser } = await startWayBack(storage)
    let lastState = ''
    for (let round = 0; round < 25; round++) lastState = (await begin(browser)).state
    expect(browser.cookieHeader().length).toBeLessThan(4096)
    const query = { oauth_code: code, service: 'slack', state: lastState }
    expect(await finish(dashboard, person, query)).toContain('connected=')
  })
})
