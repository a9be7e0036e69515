import { expect, test } from 'vitest'
import {
  connectOver,
  ownCallback,
  person,
  returnedParameters,
  transactionsIn,
} from '@/tests/support/connect'
import { answerPath } from '@/tests/support/connect-scene'
import { expectRefusal } from '@/tests/support/expect-refusal'
import { describeOnBothStores } from '@/tests/support/stores'
import type { PersonNotKnown } from '../access/person'

const limited: PersonNotKnown = { notKnown: 'rate_limited', retryAfterSeconds: 17 }
const silent: PersonNotKnown = { notKnown: 'unavailable' }
const link = { service: 'slack', redirect_uri: ownCallback, state: 'xyz' }
const path = `/integrations/connect?${new URLSearchParams(link)}`
const again = `href="http://localhost:3000${path.replaceAll('&', '&amp;')}"`

describeOnBothStores('a connect page when nobody can tell who is signed in', async (openStore) => {
  const storage = await openStore()

  function scene() {
    let told: PersonNotKnown | undefined
    const work = connectOver(storage, { signedIn: () => told })
    const tell = (next: PersonNotKnown | undefined) => {
      told = next
    }
    return { ...work, ana: work.browser(person('ana')), tell }
  }

  test.each([
    [limited, 429, 'Too many requests at once', '17'],
    [silent, 503, 'Miteos is not available at the moment', null],
  ] as const)('says so and offers the same link again: %o', async (told, status, title, wait) => {
    const { ana, tell, logged } = scene()
    tell(told)
    for (const response of [
      await ana.get(path),
      await ana.post('/integrations/connect/start', link),
    ]) {
      expect(response.headers.get('retry-after')).toBe(wait)
      expect(await response.clone().text()).toContain(again)
      await expectRefusal(response, status, title, logged)
    }
    expect(await transactionsIn(storage)).toEqual([])
  })

  test('lets the person try again, and shows nothing of the address', async () => {
    const { ana, tell, logged } = scene()
    const state = await ana.begin('slack')
    tell(silent)
    const way = answerPath('slack', { code: 'vendor-code', state })
    const response = await ana.get(way)
    const text = await response.clone().text()
    expect(text).toContain('<a class="button" href="">Try again</a>')
    expect(text).not.toContain('vendor-code')
    await expectRefusal(response, 503, 'Miteos is not available at the moment', logged)
    tell(undefined)
    expect(returnedParameters(await ana.get(way)).oauth_code).toMatch(/^mtoc_/)
  })
})
