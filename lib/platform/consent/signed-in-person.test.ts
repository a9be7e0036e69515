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

const rateLimited: PersonNotKnown = { whyNotKnown: 'rate_limited', retryAfterSeconds: 17 }
const unavailable: PersonNotKnown = { whyNotKnown: 'unavailable' }
const link = { service: 'slack', redirect_uri: ownCallback, state: 'xyz' }
const path = `/integrations/connect?${new URLSearchParams(link)}`
const sameLink = `href="http://localhost:3000${path.replaceAll('&', '&amp;')}"`

describeOnBothStores('a connect page when it is not known who is signed in', async (openStore) => {
  const storage = await openStore()

  function scene() {
    let answer: PersonNotKnown | undefined
    const connect = connectOver(storage, { signedIn: () => answer })
    const answerWith = (next: PersonNotKnown | undefined) => {
      answer = next
    }
    return { ...connect, ana: connect.browser(person('ana')), answerWith }
  }

  test.each([
    ['too many requests were sent', rateLimited, 429, 'Too many requests at once', '17'],
    ['Miteos is not available', unavailable, 503, 'Miteos is not available at the moment', null],
  ] as const)(
    'says so and offers the same link again, when %s',
    async (_, answer, status, title, retryAfter) => {
      const { ana, answerWith, logged } = scene()
      answerWith(answer)
      for (const response of [
        await ana.get(path),
        await ana.post('/integrations/connect/start', link),
      ]) {
        expect(response.headers.get('retry-after')).toBe(retryAfter)
        expect(await response.clone().text()).toContain(sameLink)
        await expectRefusal(response, status, title, logged)
      }
      expect(await transactionsIn(storage)).toEqual([])
    },
  )

  test('lets the person try again at the same address, and does not show the address', async () => {
    const { ana, answerWith, logged } = scene()
    const state = await ana.begin('slack')
    answerWith(unavailable)
    const callbackPath = answerPath('slack', { code: 'vendor-code', state })
    const response = await ana.get(callbackPath)
    const text = await response.clone().text()
    expect(text).toContain('<a class="button" href="">Try again</a>')
    expect(text).not.toContain('vendor-code')
    await expectRefusal(response, 503, 'Miteos is not available at the moment', logged)
    answerWith(undefined)
    expect(returnedParameters(await ana.get(callbackPath)).oauth_code).toMatch(/^mtoc_/)
  })
})
