import { expect, test } from 'vitest'
import { faults, type Integration, type StatusReason } from '@/lib/contract/api/integration'
import { services } from '@/lib/contract/services/catalogue'
import { type Client, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

let nextBotId = 7_654_321
/** Returns the token of a new bot that no other test uses. */
const newOwnBot = () => ({ botToken: `${nextBotId++}:an_own_bot_token_of_a_person_00001` })
const minute = 60_000

describeOnBothStores('checking', async (openStore) => {
  const server = platformOn(await openStore())

  const json = async (response: Promise<Response>) => (await response).json()
  const check = (caller: Client, { id }: Integration) =>
    json(caller.post(`/v1/integrations/${id}/check`))
  const fault = (caller: Client, { id }: Integration, name: string) =>
    json(caller.post(`/v1/integrations/${id}/faults`, { fault: name }))
  const eventTypesOf = async (caller: Client, { id }: Integration): Promise<string[]> => {
    const events = await json(caller.get(`/v1/integrations/${id}/events`))
    return events.map(({ type }: { type: string }) => type)
  }

  /** The services whose grant works again after each fault, because a refresh gets a new access token. */
  const repairableServices: Partial<Record<string, readonly string[]>> = {
    expire: ['gmail', 'google_ads', 'slack', 'github', 'notion'],
  }

  const cases = services.flatMap((service) => faults.map((name) => ({ service, name })))

  test.each(cases)(
    '$service has the right status after the fault "$name"',
    async ({ service, name }) => {
      const caller = await server.client({ account: `${service} ${name}` })
      const integration = await caller.connect(service, service === 'telegram' ? newOwnBot() : {})
      const after = await fault(caller, integration, name)
      const isRepaired = repairableServices[name]?.includes(service) ?? false
      const { checked_at: _, status_since: __, ...same } = integration
      if (isRepaired) {
        expect(after).toMatchObject({ ...same, status: 'connected' })
        expect(await eventTypesOf(caller, integration)).toEqual(['fault_injected', 'connected'])
        expect(await check(caller, integration)).toMatchObject({ status: 'connected' })
        return
      }
      const reasons: StatusReason[] = ['expired', 'revoked']
      expect(after).toMatchObject({ ...same, status: 'error' })
      expect(reasons).toContain(after.status_reason)
      if (name === 'revoke') expect(after.status_reason).toBe('revoked')
      expect(await eventTypesOf(caller, integration)).toEqual([
        'status_error',
        'fault_injected',
        'connected',
      ])
      expect(await check(caller, integration)).toMatchObject({ status: 'error' })
      expect(await eventTypesOf(caller, integration)).toHaveLength(3)

      if (service === 'telegram') return
      const { id, connected_at } = integration
      expect(await caller.connect(service)).toMatchObject({ id, connected_at, status: 'connected' })
    },
  )

  test.each(['expire', 'revoke', 'fail_refresh'] as const)(
    'the scenario %s takes effect at the next check, and a list checks what is due',
    async (scenario) => {
      const caller = await server.client({ account: `scenario ${scenario}` })
      const brokenServices = services.filter(
        (service) => service !== 'telegram' && !repairableServices[scenario]?.includes(service),
      )
      for (const service of services.filter((service) => service !== 'telegram')) {
        const { status } = await caller.connect(service, { scenario })
        expect(status).toBe('connected')
      }
      const before: Integration[] = await json(caller.get('/v1/integrations'))
      expect(before.map(({ status }) => status)).toEqual(before.map(() => 'connected'))
      server.advance(16 * minute)
      const after: Integration[] = await json(caller.get('/v1/integrations'))
      const broken = after.filter(({ status }) => status === 'error')
      expect(broken.map(({ service }) => service)).toEqual(brokenServices)
      expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
    },
  )

  test('an integration that was checked a while ago is checked again by a GET', async () => {
    const caller = await server.client({ account: 'a while ago' })
    const integration = await caller.connect('github')
    const get = async () => json(caller.get(`/v1/integrations/${integration.id}`))
    server.advance(14 * minute)
    expect(await get()).toEqual(integration)
    server.advance(2 * minute)
    const checked = await get()
    expect(Date.parse(checked.checked_at)).toBeGreaterThan(Date.parse(integration.checked_at ?? ''))
    expect(await eventTypesOf(caller, integration)).toEqual(['connected'])
  })

  test('a check that fails inside the server makes neither the list nor the single integration fail', async () => {
    const caller = await server.client({ account: 'unlucky' })
    const broken = await caller.connect('github', { scenario: 'revoke' })
    const intact = await caller.connect('gmail')
    const { schema } = server.storage.db
    server.advance(16 * minute)
    await schema.alterTable('events').renameTo('events_away').execute()
    const list = await caller.get('/v1/integrations')
    const one = await caller.get(`/v1/integrations/${broken.id}`)
    const asked = await caller.post(`/v1/integrations/${broken.id}/check`)
    await schema.alterTable('events_away').renameTo('events').execute()
    expect(list.status).toBe(200)
    const [first, second] = await list.json()
    expect(first).toEqual(broken)
    expect(Date.parse(second.checked_at)).toBeGreaterThan(Date.parse(intact.checked_at ?? ''))
    expect(await one.json()).toEqual(broken)
    expect(asked.status).toBe(500)
    expect(server.logged()).toContain('a check failed because of an error in this server')
    expect(await json(caller.get('/v1/integrations'))).toMatchObject([{ status: 'error' }, {}])
  })

  test('an access token that ran out is renewed and stored before it is used', async () => {
    const caller = await server.client({ account: 'long lived' })
    for (const service of ['gmail', 'slack', 'github', 'notion'] as const) {
      const integration = await caller.connect(service)
      for (let round = 0; round < 3; round++) {
        server.advance(13 * 60 * minute)
        expect(await check(caller, integration)).toMatchObject({ status: 'connected' })
      }
    }
  })

  test('a check changes nothing about a disconnected integration, and a fault is refused', async () => {
    const caller = await server.client({ account: 'gone' })
    const integration = await caller.connect('slack')
    await caller.delete(`/v1/integrations/${integration.id}`)
    expect(await check(caller, integration)).toMatchObject({ status: 'disconnected' })
    expect(await fault(caller, integration, 'revoke')).toMatchObject({ code: 'invalid_request' })
  })

  test('only known faults are accepted, and only in the sandbox', async () => {
    const caller = await server.client({ account: 'curious' })
    const integration = await caller.connect('slack')
    expect(await fault(caller, integration, 'explode')).toMatchObject({ code: 'invalid_request' })
    const live = await server.client({ account: 'curious', environment: 'live' })
    expect(await fault(live, integration, 'revoke')).toMatchObject({ code: 'not_found' })
  })

  test('a fault of one integration with the sandbox bot breaks no other', async () => {
    const [one, other] = [
      await server.client({ account: 'bot 1' }),
      await server.client({ account: 'bot 2' }),
    ]
    const broken = await json(one.post('/v1/integrations', { service: 'telegram' }))
    const kept = await json(other.post('/v1/integrations', { service: 'telegram' }))
    await fault(one, broken, 'revoke')
    expect(await check(one, broken)).toMatchObject({ status: 'error', status_reason: 'revoked' })
    expect(await check(other, kept)).toMatchObject({ status: 'connected' })
    const reconnected = await json(one.post('/v1/integrations', { service: 'telegram' }))
    expect(reconnected).toMatchObject({ id: broken.id, status: 'connected' })
  })

  test('a credential that was put into another row does not open there', async () => {
    const caller = await server.client({ account: 'swapped' })
    const ana = await caller.connect('gmail', { account: '104857600000000000001' })
    const ben = await caller.connect('gmail', { account: '104857600000000000002' })
    const sealedOf = async ({ id }: Integration) =>
      server.storage.db
        .selectFrom('integrations')
        .select('credential')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    const [sealedOfAna, sealedOfBen] = [await sealedOf(ana), await sealedOf(ben)]
    const put = (id: string, credential: string | null) =>
      server.storage.db
        .updateTable('integrations')
        .set({ credential })
        .where('id', '=', id)
        .execute()
    await put(ana.id, sealedOfBen.credential)
    await put(ben.id, sealedOfAna.credential)
    expect(await check(caller, ana)).toMatchObject({ status: 'error' })
    expect(await check(caller, ben)).toMatchObject({ status: 'error' })
    expect(server.logged()).toContain('operator alarm: a credential does not open')
    expect((await caller.delete(`/v1/integrations/${ana.id}`)).status).toBe(204)
  })
})
