import { afterAll, beforeEach, expect, test } from 'vitest'
import { startIssuer } from '@/tests/support/issuer'
import { secretIn } from '@/tests/support/people-scene'
import { comeBack, leave, openSignOnScene, signOn } from '@/tests/support/sign-on-scene'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('a link that ends at an issuer', async (openStore) => {
  const issuer = await startIssuer()
  afterAll(issuer.stop)
  const scene = openSignOnScene(await openStore(), issuer)
  const { server, openBrowser, firstAdmin, invite, join } = scene
  const { signInLinks } = server.platform
  let count = 0

  beforeEach(() => {
    issuer.claims = { sub: `person-${++count}`, name: `Person ${count}` }
  })

  test('an invitation lets in one person, who signs in without it from then on', async () => {
    const grace = await firstAdmin('Inviting')
    const link = await invite(grace, 'member')
    const ada = openBrowser()
    const href = await leave(ada, { link })
    expect(href).not.toContain(link)
    expect(await comeBack(ada, await issuer.allow(href))).toBe('/integrations')
    expect(await (await ada.api('GET', '/v1/account')).json()).toMatchObject({
      name: 'Inviting',
      role: 'member',
    })
    expect(await signOn(openBrowser(), issuer)).toBe('/integrations')
    issuer.claims = { sub: 'late', name: 'Late' }
    expect(await signOn(openBrowser(), issuer, { link })).toContain('error=link_used')
    const listed = await (await grace.api('GET', '/v1/people')).json()
    expect(listed.map((person: { sign_in: string[] }) => person.sign_in)).toEqual([
      ['passkey'],
      ['sso'],
    ])
  })

  test('the link of one person is used up when that person comes in at the issuer with it', async () => {
    const grace = await firstAdmin('Personal link')
    const ada = openBrowser()
    await signOn(ada, issuer, { link: await invite(grace, 'member') })
    const { actor } = await (await ada.api('GET', '/v1/account')).json()
    const made = await grace.api('POST', `/v1/people/${actor.id}/sign_in_link`)
    const link = secretIn((await made.json()).link)
    expect(await signOn(openBrowser(), issuer, { link })).toBe('/integrations')
    expect(await openBrowser().enterWithoutPasskey(link)).toContain('error=link_used')
  })

  test('an invitation for both environments lifts the limit of a person of test', async () => {
    const grace = await firstAdmin('Lifted at the issuer')
    const testToken = await server.client({ account: 'Lifted at the issuer' })
    const made = await testToken.post('/v1/invitations', { role: 'admin' })
    const ada = openBrowser()
    await signOn(ada, issuer, { link: secretIn((await made.json()).link) })
    const people = async () => (await grace.api('GET', '/v1/people')).json()
    expect((await people()).at(-1)).toMatchObject({ role: 'admin', only_environment: 'test' })
    const link = await invite(grace, 'member')
    expect(await signOn(openBrowser(), issuer, { link })).toBe('/integrations')
    const [, lifted] = await people()
    expect(lifted).toMatchObject({ role: 'member' })
    expect(lifted).not.toHaveProperty('only_environment')
  })

  test('a reconnect link does not bring back somebody whom an admin has removed', async () => {
    const grace = await firstAdmin('Removed for good')
    const ada = openBrowser()
    await signOn(ada, issuer, { link: await invite(grace, 'member') })
    const { actor } = await (await ada.api('GET', '/v1/account')).json()
    await grace.api('DELETE', `/v1/people/${actor.id}`)
    const client = await server.client({ account: 'Removed for good' })
    const integration = await client.connect('slack')
    const path = `/v1/integrations/${integration.id}/reconnect_link`
    const made = await grace.api('POST', path, { email: 'ada@example.com' })
    const link = secretIn((await made.json()).link)
    expect(await signOn(openBrowser(), issuer, { link })).toContain('error=')
    expect(await (await grace.api('GET', '/v1/people')).json()).toHaveLength(1)
    const back = await invite(grace, 'member')
    expect(await signOn(openBrowser(), issuer, { link: back })).toBe('/integrations')
  })

  test('of several people with one invitation, at the issuer or with a passkey, one gets in', async () => {
    const grace = await firstAdmin('Racing')
    const link = await invite(grace, 'member')
    const ways = []
    for (const sub of ['one', 'two', 'three']) {
      issuer.claims = { sub: `race-${sub}`, name: sub }
      const browser = openBrowser()
      const back = await issuer.allow(await leave(browser, { link }))
      ways.push({ browser, back, sub: `race-${sub}` })
    }
    const ends = await Promise.all([
      ...ways.map(({ browser, back }) => comeBack(browser, back)),
      openBrowser().enter(link, 'With a passkey'),
    ])
    expect(ends.filter((to) => to === '/integrations')).toHaveLength(1)
    expect(await (await grace.api('GET', '/v1/people')).json()).toHaveLength(2)
  })

  test('the first link of a server makes an admin who signs in at the issuer', async () => {
    const link = await signInLinks.create('First')
    const grace = openBrowser()
    expect(await signOn(grace, issuer, { link })).toBe('/integrations')
    expect(await (await grace.api('GET', '/v1/account')).json()).toMatchObject({ role: 'admin' })
  })

  test('somebody whom the issuer knows joins a second account as the same person', async () => {
    const [grace, eve] = [await firstAdmin('Ours'), await firstAdmin('Theirs', 'Eve')]
    const ada = openBrowser()
    await signOn(ada, issuer, { link: await invite(grace, 'member') })
    const { actor } = await (await ada.api('GET', '/v1/account')).json()
    const link = await invite(eve, 'support')
    expect(await signOn(openBrowser(), issuer, { link })).toBe('/integrations')
    const people = await (await eve.api('GET', '/v1/people')).json()
    expect(people).toContainEqual(expect.objectContaining({ id: actor.id, role: 'support' }))
  })

  test('a member who opens an invitation to their own account is signed in, and it stays open', async () => {
    const grace = await firstAdmin('Twice')
    await signOn(openBrowser(), issuer, { link: await invite(grace, 'member') })
    const link = await invite(grace, 'admin')
    const ada = openBrowser()
    expect(await signOn(ada, issuer, { link })).toBe('/integrations')
    expect(await (await ada.api('GET', '/v1/account')).json()).toMatchObject({ role: 'member' })
    expect(await (await grace.api('GET', '/v1/invitations')).json()).toHaveLength(1)
  })

  test('a link of their own gives somebody with a passkey single sign-on too, for that account only', async () => {
    const [grace, eve] = [await firstAdmin('Pinning'), await firstAdmin('Elsewhere', 'Eve')]
    const ada = await join(grace, 'member', 'Ada')
    await ada.submit({ link: await invite(eve, 'member'), as: 'session' })
    const people = await (await grace.api('GET', '/v1/people')).json()
    const { id } = people.find(({ name }: { name: string }) => name === 'Ada')
    const made = await (
      await grace.api('POST', `/v1/people/${id}/sign_in_link`, { end_passkeys: false })
    ).json()
    const link = secretIn(made.link)
    const browser = openBrowser()
    expect(await signOn(browser, issuer, { link })).toBe('/integrations')
    const account = await (await browser.api('GET', '/v1/account')).json()
    expect(account).toMatchObject({ name: 'Pinning', actor: { id, name: 'Ada' } })
    const again = openBrowser()
    await signOn(again, issuer)
    expect(await (await again.api('GET', '/v1/account')).json()).toMatchObject({ name: 'Pinning' })
    const listed = await (await grace.api('GET', '/v1/people')).json()
    expect(listed).toContainEqual(expect.objectContaining({ id, sign_in: ['passkey', 'sso'] }))
    const seen = await (await eve.api('GET', '/v1/people')).json()
    expect(seen).toContainEqual(expect.objectContaining({ id, sign_in: ['passkey'] }))
    const further = await invite(eve, 'admin')
    expect(await signOn(openBrowser(), issuer, { link: further })).toContain('error=limited')
  })

  test('the link of somebody else signs nobody in who has an identity already', async () => {
    const grace = await firstAdmin('Taken')
    const ada = await join(grace, 'member', 'Ada')
    const { actor } = await (await ada.api('GET', '/v1/account')).json()
    await signOn(openBrowser(), issuer, { link: await invite(grace, 'admin') })
    const made = await (await grace.api('POST', `/v1/people/${actor.id}/sign_in_link`)).json()
    const to = await signOn(openBrowser(), issuer, { link: secretIn(made.link) })
    expect(to).toContain('error=sso_taken')
    expect(to).toContain(`link=${secretIn(made.link)}`)
  })

  test('after a failure at the issuer the link can still be used', async () => {
    const grace = await firstAdmin('Cancelling')
    const link = await invite(grace, 'member')
    issuer.faults.wayBack = (url) => url.searchParams.set('error', 'access_denied')
    const ada = openBrowser()
    const cancelled = await signOn(ada, issuer, { link })
    expect(cancelled).toContain('error=sso_cancelled')
    expect(cancelled).toContain(`link=${link}`)
    issuer.faults = {}
    expect(await signOn(ada, issuer, { link })).toBe('/integrations')
  })
})
