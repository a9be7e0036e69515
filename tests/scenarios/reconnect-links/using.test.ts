import { expect, test } from 'vitest'
import type { Actor } from '@/lib/contract/api/actor'
import { openPeopleScene, type PersonalBrowser, secretIn } from '@/tests/support/people-scene'
import { connectAndBreak, newReconnectSecret, pressContinue } from '@/tests/support/reconnect-links'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('using a reconnect link', async (openStore) => {
  const { server, openBrowser, firstAdmin, join } = openPeopleScene(await openStore())
  const { reconnectLinks } = server.platform

  /** An account with a broken integration, and its admin. */
  async function scene(account: string) {
    const admin = await firstAdmin(account)
    const client = await server.client({ account })
    const id = await connectAndBreak(client)
    const asking = { post: (path: string, body?: object) => admin.api('POST', path, body) }
    const link = (body?: object) => newReconnectSecret(asking, id, body)
    const reconnect = async (browser: PersonalBrowser, account_ = '104857600000000000001') => {
      const oauth_code = await client.code('gmail', { account: account_ })
      const order = { service: 'gmail', oauth_code, reconnects: id }
      return browser.api('POST', '/v1/integrations', order)
    }
    return { admin, client, id, link, reconnect }
  }
  const stateOf = async (secret: string) => {
    const found = await reconnectLinks.find(secret)
    return 'link' in found ? { ...found.link, outcome: found.outcome } : found
  }
  const leadsOn = ({ pathname }: URL) => pathname === '/integrations/connect'

  test('a member goes on to the provider, may try again, and the link ends with the reconnect', async () => {
    const { admin, id, link, reconnect } = await scene('Of a member')
    const ada = await join(admin, 'member', 'Ada')
    const secret = await link()
    expect(await stateOf(secret)).toMatchObject({
      outcome: 'open',
      integrationId: id,
      service: 'gmail',
      expectedAccount: { name: 'ana@example.com' },
      claimedBy: null,
      letsIn: false,
    })
    for (const time of ['first', 'second'])
      expect(leadsOn(await pressContinue(ada, secret)), time).toBe(true)
    expect((await reconnect(ada)).status).toBe(200)
    expect(await stateOf(secret)).toEqual({
      outcome: 'reconnected',
      service: 'gmail',
      accountName: 'ana@example.com',
    })
    expect((await pressContinue(ada, secret)).pathname).toBe('/reconnect')
    const items = await (await admin.api('GET', `/v1/activity?integration_id=${id}`)).json()
    const used = items.filter(({ type }: { type: string }) => type === 'reconnect_link.used')
    expect(used).toMatchObject([{ actor: { kind: 'person', name: 'Ada' }, outcome: 'done' }])
  })

  test('of two people who press at once one gets it, and the other is told', async () => {
    const { admin, link } = await scene('At once')
    const [ada, eve] = [await join(admin, 'member', 'Ada'), await join(admin, 'member', 'Eve')]
    for (let round = 0; round < 5; round++) {
      const secret = await link()
      const locations = await Promise.all([pressContinue(ada, secret), pressContinue(eve, secret)])
      expect(locations.filter(leadsOn)).toHaveLength(1)
      expect(locations.filter(({ pathname }) => pathname === '/reconnect')).toHaveLength(1)
    }
  })

  test('another external account is refused, and nothing changes', async () => {
    const { admin, client, id, link, reconnect } = await scene('Another account')
    const secret = await link()
    await pressContinue(admin, secret)
    const refused = await reconnect(admin, '104857600000000000002')
    expect(await refused.json()).toMatchObject({
      code: 'account_mismatch',
      expected: { name: 'ana@example.com' },
    })
    expect(await (await client.get(`/v1/integrations/${id}`)).json()).toMatchObject({
      status: 'error',
      account: { name: 'ana@example.com' },
    })
    expect(await stateOf(secret)).toMatchObject({ outcome: 'open' })
  })

  test('support may not use it, and somebody else still can', async () => {
    const { admin, link } = await scene('Of support')
    const sam = await join(admin, 'support', 'Sam')
    const secret = await link()
    const location = await pressContinue(sam, secret)
    expect([location.pathname, location.searchParams.get('error')]).toEqual([
      '/callback',
      'forbidden',
    ])
    expect(await stateOf(secret)).toMatchObject({ claimedBy: null })
    expect(leadsOn(await pressContinue(admin, secret))).toBe(true)
  })

  test('nobody of another account or environment can use it, nor anybody after seven days', async () => {
    const { admin, link } = await scene('Bound')
    const mallory = await firstAdmin('Elsewhere', 'Mallory')
    const secret = await link()
    expect((await pressContinue(mallory, secret)).pathname).toBe('/reconnect')
    const { id: accountId, actor } = await (await admin.api('GET', '/v1/account')).json()
    const claim = (environment: string, by: Actor = actor) =>
      reconnectLinks.claim(secret, { accountId, environment, actor: by })
    expect(await claim('live')).toBe(false)
    expect(await stateOf(secret)).toMatchObject({ claimedBy: null })
    server.advance(7 * 24 * 60 * 60_000 + 1)
    expect(await stateOf(secret)).toEqual({ outcome: 'expired' })
    expect(await claim('test')).toBe(false)
    server.advance(-(7 * 24 * 60 * 60_000 + 1))
    expect(await claim('test')).toBe(true)
  })

  test('a disconnect, another account and another way to reconnect end it', async () => {
    const { admin, client, id, link, reconnect } = await scene('Ends')
    const reconnected = await link()
    await reconnect(admin)
    expect(await stateOf(reconnected)).toMatchObject({ outcome: 'reconnected' })

    const replaced = await link()
    const oauth_code = await client.code('gmail', { account: '104857600000000000002' })
    const order = { service: 'gmail', oauth_code, reconnects: id, replace: true }
    expect((await client.post('/v1/integrations', order)).status).toBe(200)
    expect(await stateOf(replaced)).toMatchObject({ outcome: 'account_replaced' })

    const disconnected = await link()
    await client.delete(`/v1/integrations/${id}`)
    expect(await stateOf(disconnected)).toMatchObject({ outcome: 'disconnected' })
    for (const secret of [reconnected, replaced, disconnected])
      expect((await pressContinue(admin, secret)).pathname).toBe('/reconnect')
  })

  test('somebody outside joins as a member with a link that has an address, once, and goes on', async () => {
    const { admin, id, link, reconnect } = await scene('Joining')
    const secret = await link({ email: 'ada@example.com' })
    expect(await stateOf(secret)).toMatchObject({ letsIn: true })
    const ada = openBrowser()
    expect(await ada.enter(secret, 'Ada')).toBe('/integrations')
    const { actor, role } = await (await ada.api('GET', '/v1/account')).json()
    expect({ name: actor.name, role }).toEqual({ name: 'Ada', role: 'member' })
    expect(await stateOf(secret)).toMatchObject({ claimedBy: actor.id, letsIn: false })
    expect(await openBrowser().enterWithoutPasskey(secret)).toContain('error=link_used')
    expect((await pressContinue(admin, secret)).pathname).toBe('/reconnect')
    expect(leadsOn(await pressContinue(ada, secret))).toBe(true)
    expect((await reconnect(ada)).status).toBe(200)
    const [integration] = await (await ada.api('GET', '/v1/integrations')).json()
    expect(integration).toMatchObject({ id, status: 'connected', connected_by: { name: 'Ada' } })
    const people = await (await admin.api('GET', '/v1/people')).json()
    expect(people.find(({ name }: { name: string }) => name === 'Ada')).toMatchObject({
      role: 'member',
      email: 'ada@example.com',
    })
  })

  test('of two who join with one link at once, one gets in', async () => {
    const { admin, link } = await scene('Joining at once')
    const secret = await link({ email: 'ada@example.com' })
    const [one, other] = [openBrowser(), openBrowser()]
    await Promise.all([one.enter(secret, 'One'), other.enterWithoutPasskey(secret, 'Other')])
    expect(await (await admin.api('GET', '/v1/people')).json()).toHaveLength(2)
  })

  test('the person who is signed in joins as themselves, and a member does not join twice', async () => {
    const { admin, link } = await scene('As themselves')
    const ada = await firstAdmin('Of Ada', 'Ada')
    const secret = await link({ email: 'ada@example.com' })
    expect(await admin.submit({ link: secret, as: 'session' })).toContain('error=member_already')
    const callbackUrl = `/reconnect?link=${secret}`
    expect(await ada.submit({ link: secret, as: 'session', callbackUrl })).toBe(callbackUrl)
    expect(await (await ada.api('GET', '/v1/account')).json()).toMatchObject({
      name: 'As themselves',
      role: 'member',
    })
    expect(leadsOn(await pressContinue(ada, secret))).toBe(true)
  })

  test('a link without an address lets nobody in, and neither does one whose maker was removed', async () => {
    const { admin, id, link } = await scene('Lets in')
    expect(await openBrowser().enterWithoutPasskey(await link())).toContain('error=link_invalid')
    const sam = await join(admin, 'support', 'Sam')
    const asking = { post: (path: string, body?: object) => sam.api('POST', path, body) }
    const email = 'ada@example.com'
    const first = await newReconnectSecret(asking, id, { email })
    const second = await newReconnectSecret(asking, id, { email })
    const ada = openBrowser()
    await ada.enterWithoutPasskey(first, 'Ada')
    expect(await (await ada.api('GET', '/v1/account')).json()).toMatchObject({ role: 'member' })
    const { actor } = await (await sam.api('GET', '/v1/account')).json()
    await admin.api('DELETE', `/v1/people/${actor.id}`)
    expect(await stateOf(second)).toMatchObject({ outcome: 'open', letsIn: false })
    expect(await openBrowser().enterWithoutPasskey(second)).toContain('error=link_used')
  })

  test('a secret that no link has is unknown', async () => {
    const { admin } = await scene('Unknown')
    for (const secret of ['', 'x'.repeat(43), secretIn('/sign-in?link=no')])
      expect((await pressContinue(admin, secret)).pathname).toBe('/reconnect')
    expect(await stateOf('x'.repeat(43))).toEqual({ outcome: 'unknown' })
  })
})
