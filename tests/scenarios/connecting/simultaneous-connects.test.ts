import { expect, test } from 'vitest'
import type { Integration } from '@/lib/contract/api/integration'
import { describeLive, githubCalls, json } from '@/tests/support/live-scene'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

const googleIds = [1, 2, 3].map((n) => `10485760000000000000${n}`)

describeOnBothStores('connecting at the same time', (openStore) => {
  test('twenty codes of three accounts give three integrations', async () => {
    const server = platformOn(await openStore(), { settings: { providerTimeoutMs: 20_000 } })
    const caller = await server.client()
    const codes = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        caller.code('gmail', { account: googleIds[n % 3] ?? '' }),
      ),
    )
    const answers = await Promise.all(
      codes.map((oauth_code) => caller.post('/v1/integrations', { service: 'gmail', oauth_code })),
    )
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(3)
    expect(statuses.filter((status) => status === 200)).toHaveLength(17)
    const listed: Integration[] = await json(caller.get('/v1/integrations'))
    expect(listed.map(({ account }) => account?.id).sort()).toEqual(googleIds)
    const ids: string[] = await Promise.all(answers.map(async (each) => (await each.json()).id))
    expect(new Set(ids)).toEqual(new Set(listed.map(({ id }) => id)))
    for (const { id } of listed) {
      const checked = await json(caller.post(`/v1/integrations/${id}/check`))
      expect(checked).toMatchObject({ status: 'connected' })
    }
  })

  test('two integrations cannot both be replaced by one account', async () => {
    const server = platformOn(await openStore())
    const caller = await server.client()
    const [ana = '', ben = '', cleo = ''] = googleIds
    const integrations = [
      await caller.connect('gmail', { account: ana }),
      await caller.connect('gmail', { account: ben }),
    ]
    const codes = await Promise.all(integrations.map(() => caller.code('gmail', { account: cleo })))
    const answers = await Promise.all(
      integrations.map(({ id }, n) =>
        caller.post('/v1/integrations', {
          service: 'gmail',
          oauth_code: codes[n],
          reconnects: id,
          replace: true,
        }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const refused = answers.findIndex(({ status }) => status === 409)
    expect(await answers[refused]?.json()).toMatchObject({ code: 'account_mismatch' })
    const listed: Integration[] = await json(caller.get('/v1/integrations'))
    expect(listed).toContainEqual(integrations[refused])
    for (const { id } of listed) {
      const checked = await json(caller.post(`/v1/integrations/${id}/check`))
      expect(checked).toMatchObject({ status: 'connected' })
    }
  })
})

describeLive('connecting one account at the same time', (scene) => {
  test('gives one integration that works', async () => {
    const live = await scene()
    const codes = await Promise.all(Array.from({ length: 20 }, () => live.client.code('github')))
    const answers = await Promise.all(
      codes.map((oauth_code) =>
        live.client.post('/v1/integrations', { service: 'github', oauth_code }),
      ),
    )
    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses).toEqual([...Array.from({ length: 19 }, () => 200), 201])
    const [only, ...others] = await json(live.client.get('/v1/integrations'))
    expect(others).toEqual([])
    for (const answer of answers) expect(await answer.json()).toMatchObject({ id: only.id })
    expect(await live.check(only)).toMatchObject({ status: 'connected' })
  })

  test('with one Idempotency-Key makes one exchange and gives one answer', async () => {
    const live = await scene()
    const body = { service: 'github', oauth_code: await live.client.code('github') }
    const bodies = await Promise.all(
      Array.from({ length: 20 }, () =>
        json(live.client.post('/v1/integrations', body, { 'idempotency-key': 'twenty' })),
      ),
    )
    for (const each of bodies) expect(each).toEqual(bodies[0])
    expect(live.github.calls[githubCalls.token]).toBe(1)
  })
})
