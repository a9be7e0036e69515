import { expect, test } from 'vitest'
import type { Token } from '@/lib/contract/api/token'
import { isTokenShaped } from '@/lib/platform/access/token-format'
import { expectProblem } from '@/tests/support/expect-problem'
import { json } from '@/tests/support/live-scene'
import { type Client, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { activityOf, askWith, auditLines, createToken } from '@/tests/support/tokens'

describeOnBothStores('API tokens', async (openStore) => {
  const server = platformOn(await openStore())

  const listedBy = (client: Client): Promise<Token[]> => json(client.get('/v1/tokens'))

  test('are created with a secret that is in one answer only, and works', async () => {
    const admin = await server.client({ account: 'creating' })
    const response = await admin.post('/v1/tokens', { name: ' CI ', role: 'member' })
    expect(response.status).toBe(201)
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    const { token, ...record } = await response.json()
    expect(isTokenShaped(token)).toBe(true)
    expect(record).toEqual({
      id: expect.stringMatching(/^tok_\w{26}$/),
      name: 'CI',
      environment: 'test',
      role: 'member',
      created_at: expect.stringMatching(/Z$/),
      created_by: { kind: 'token', id: admin.tokenId, name: 'admin of creating' },
      ends_with: token.slice(-4),
    })
    expect(await json(askWith(server, token))).toMatchObject({
      id: admin.accountId,
      environment: 'test',
      role: 'member',
      actor: { kind: 'token', id: record.id, name: 'CI' },
    })
    expect(await listedBy(admin)).toEqual([
      expect.objectContaining({ id: admin.tokenId, ends_with: admin.token.slice(-4) }),
      expect.objectContaining(record),
    ])
  })

  test('are recorded in the activity and in the log when they are created', async () => {
    const admin = await server.client({ account: 'recorded' })
    const { id } = await createToken(admin, { name: 'Nightly' })
    const system = { kind: 'system', id: 'command_line', name: 'command line' }
    expect(await activityOf(server, admin.accountId)).toMatchObject([
      { type: 'token.created', actor: system, target: { id: admin.tokenId } },
      {
        environment: 'test',
        type: 'token.created',
        actor: { kind: 'token', id: admin.tokenId, name: 'admin of recorded' },
        target: { id, name: 'Nightly' },
        outcome: 'done',
      },
    ])
    expect(auditLines(server, id)).toEqual([
      {
        audit: 'token.created',
        account: admin.accountId,
        environment: 'test',
        role: 'member',
        target: id,
        actor: admin.tokenId,
        request_id: expect.any(String),
        trace_id: expect.any(String),
        message: 'audit',
      },
    ])
  })

  test.each<[string, object, string]>([
    ['no name', { name: ' ' }, 'name'],
    ['a long name', { name: 'x'.repeat(65) }, 'name'],
    ['a line break in the name', { name: 'a\nb' }, 'name'],
    ['a name that nobody can see', { name: '\u3164' }, 'name'],
    ['a role nobody knows', { role: 'root' }, 'role'],
    ['an environment nobody knows', { environment: 'staging' }, 'environment'],
    ['no day of life', { expires_in_days: 0 }, 'expires_in_days'],
    ['half a day of life', { expires_in_days: 0.5 }, 'expires_in_days'],
    ['eleven years of life', { expires_in_days: 4000 }, 'expires_in_days'],
    ['days in quotes', { expires_in_days: '7' }, 'expires_in_days'],
  ])('are not created with %s', async (_, change, field) => {
    const admin = await server.client({ account: 'refused' })
    const response = await admin.post('/v1/tokens', { name: 'CI', role: 'member', ...change })
    expect(await expectProblem(response, 'invalid_request', server.logged)).toMatchObject({ field })
    expect((await listedBy(admin)).map(({ name }) => name)).not.toContain('CI')
  })

  test('are made for the environment of their maker only', async () => {
    const [here, live] = [
      await server.client({ account: 'two sets' }),
      await server.client({ account: 'two sets', environment: 'live' }),
    ]
    expect((await createToken(here, { environment: 'test' })).environment).toBe('test')
    expect((await createToken(live)).token).toMatch(/^mt_live_/)
    for (const [client, environment] of [
      [here, 'live'],
      [live, 'test'],
    ] as const) {
      const request = { name: 'CI', role: 'member', environment }
      const response = await client.post('/v1/tokens', request)
      const problem = await expectProblem(response, 'forbidden', server.logged)
      expect(problem).toMatchObject({ field: 'environment', reason: 'environment' })
    }
    expect(await listedBy(here)).toHaveLength(2)
    expect(await listedBy(live)).toHaveLength(2)
  })

  test.each(['member', 'support'] as const)('are nothing for the role %s', async (role) => {
    const somebody = await server.client({ account: 'ranks', role })
    const { id } = await createToken(await server.client({ account: 'ranks' }))
    for (const request of [
      somebody.get('/v1/tokens'),
      somebody.post('/v1/tokens', { name: 'CI', role }),
      somebody.delete(`/v1/tokens/${id}`),
    ]) {
      const problem = await expectProblem(await request, 'forbidden', server.logged)
      expect(problem).toMatchObject({ reason: 'manage_tokens' })
    }
  })
})
