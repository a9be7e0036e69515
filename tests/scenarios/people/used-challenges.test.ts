import { expect, test } from 'vitest'
import { signOut } from '@/lib/dashboard/sign-in/sign-out'
import { openPeopleScene, type PersonalBrowser, secretIn } from '@/tests/support/people-scene'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('the answer of a passkey that was refused', async (openStore) => {
  let aheadMs = 0
  const parts = { now: () => Date.now() + aheadMs }
  const { openBrowser, firstAdmin, invite, join } = openPeopleScene(await openStore(), { parts })

  /** Lets the time pass for which a form that comes twice waits for the first one. */
  const letTimePass = () => {
    aheadMs += 11_000
  }

  async function withdraw(admin: PersonalBrowser) {
    const [{ id }] = await (await admin.api('GET', '/v1/invitations')).json()
    await admin.api('DELETE', `/v1/invitations/${id}`)
  }

  /** Sends the answer with a link, which has to be refused, and then to sign in with it. Returns where the second leads. */
  async function signInAfter(browser: PersonalBrowser, link: string, error: string) {
    await browser.post(signOut, '/sign-out', {})
    const { options, state } = await browser.begin({})
    const answer = { with: 'passkey', response: browser.authenticator.use(options), state }
    expect(await browser.submit({ link, as: 'passkey', ...answer })).toContain(`error=${error}`)
    letTimePass()
    return browser.submit(answer)
  }

  test('together with an invitation that has ended signs nobody in', async () => {
    const grace = await firstAdmin('Ended')
    const ada = await firstAdmin('Of Ada', 'Ada')
    const link = await invite(grace, 'member')
    await withdraw(grace)
    expect(await signInAfter(ada, link, 'link_used')).toContain('error=passkey_refused')
    expect(await ada.signIn()).toBe('/integrations')
  })

  test('because it is for one account only signs nobody in', async () => {
    const grace = await firstAdmin('One account')
    const other = await firstAdmin('Another account', 'Eve')
    const ada = await join(grace, 'member', 'Ada')
    const { actor } = await (await ada.api('GET', '/v1/account')).json()
    const made = await grace.api('POST', `/v1/people/${actor.id}/sign_in_link`)
    const limited = openBrowser()
    await limited.enter(secretIn((await made.json()).link), 'Ada')
    const link = await invite(other, 'member')
    expect(await signInAfter(limited, link, 'limited')).toContain('error=passkey_refused')
  })

  test('because its signature is wrong makes the challenge useless', async () => {
    const grace = await firstAdmin('Wrong signature')
    await grace.post(signOut, '/sign-out', {})
    const { options, state } = await grace.begin({})
    for (const isForged of [true, false]) {
      const response = grace.authenticator.use(options, { isForged })
      const to = await grace.submit({ with: 'passkey', response, state })
      expect(to).toContain('error=passkey_refused')
      letTimePass()
    }
  })

  test('makes no new passkey, even when the link works again', async () => {
    const grace = await firstAdmin('New passkey')
    const link = await invite(grace, 'member')
    const ada = openBrowser()
    const { options, state } = await ada.begin({ link, name: 'Ada' })
    const response = ada.authenticator.create(options)
    const fields = { link, with: 'passkey', response, state }
    expect(await ada.submit({ ...fields, name: '\u200b' })).toContain('error=name_missing')
    letTimePass()
    expect(await ada.submit({ ...fields, name: 'Ada' })).toContain('error=passkey_refused')
    expect(await ada.enter(link, 'Ada')).toBe('/integrations')
  })
})
