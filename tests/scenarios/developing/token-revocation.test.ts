import { expect, test } from 'vitest'
import { createAccountTokens } from '@/lib/platform/access/account-tokens'
import { ApiProblem } from '@/lib/platform/core/api-problem'
import { platformItself } from '@/lib/platform/core/history'
import { openStorage } from '@/lib/storage/database'
import { expectProblem } from '@/tests/support/expect-problem'
import { json } from '@/tests/support/live-scene'
import { newKeys, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { activityOf, askWith, auditLines, createToken } from '@/tests/support/tokens'

const day = 24 * 60 * 60_000
const quiet = () => {}
const log = { info: quiet, warn: quiet, error: quiet }

describeOnBothStores('revoking an API token', async (openStore, newDatabase) => {
  const server = platformOn(await openStore())

  test('takes effect on the next request, in another process too', async () => {
    const elsewhere = platformOn(server.storage)
    const admin = await server.client({ account: 'at once' })
    const { id, token } = await createToken(admin)
    for (const eachServer of [server, elsewhere]) {
      expect((await askWith(eachServer, token)).status).toBe(200)
    }
    const response = await admin.delete(`/v1/tokens/${id}`)
    expect([response.status, await response.text()]).toEqual([204, ''])
    for (const eachServer of [server, elsewhere]) {
      const refused = await askWith(eachServer, token)
      const problem = await expectProblem(refused, 'unauthorized', eachServer.logged)
      expect(problem.detail).toBe('This API token was revoked. Use another one.')
    }
  })

  test('is recorded in the activity and in the log', async () => {
    const admin = await server.client({ account: 'recorded' })
    const { id } = await createToken(admin, { name: 'Nightly' })
    await admin.delete(`/v1/tokens/${id}`)
    expect((await activityOf(server, admin.accountId)).at(-1)).toMatchObject({
      environment: 'test',
      type: 'token.revoked',
      actor: { kind: 'token', id: admin.tokenId, name: 'admin of recorded' },
      target: { id, name: 'Nightly' },
      outcome: 'done',
      reason: null,
    })
    const lines = auditLines(server, id)
    expect(lines.map(({ audit }) => audit)).toEqual(['token.created', 'token.revoked'])
  })

  test('is recorded too when a session ends or the operator does it', async () => {
    const { tokens, signInLinks } = server.platform
    const spent = await signInLinks.spend(await signInLinks.create('leaving'))
    if (spent.outcome !== 'spent') throw new Error(`the link is ${spent.outcome}`)
    const { accountId, tokenId } = spent
    const other = await server.client({ account: 'leaving' })
    expect(await tokens.revoke(accountId, tokenId)).toBe(true)
    expect(await tokens.revoke(accountId, tokenId)).toBe(false)
    expect(await tokens.revokeForOperator(other.tokenId)).toBe(true)
    expect(await tokens.revokeForOperator(other.tokenId)).toBe(false)
    const signInLink = { kind: 'system', id: 'sign_in_link', name: 'sign-in link' }
    const commandLine = { kind: 'system', id: 'command_line', name: 'command line' }
    expect(await activityOf(server, accountId)).toMatchObject([
      { type: 'token.created', actor: signInLink, target: { id: tokenId, name: 'sign-in link' } },
      { type: 'token.created', actor: commandLine, target: { id: other.tokenId } },
      { type: 'token.revoked', actor: platformItself, target: { id: tokenId } },
      { type: 'token.revoked', actor: commandLine, target: { id: other.tokenId } },
    ])
  })

  test('gives one and the same answer to ids that are unknown, foreign or revoked', async () => {
    const account = 'asking'
    const admin = await server.client({ account })
    const live = await server.client({ account, environment: 'live' })
    const stranger = await server.client({ account: 'stranger' })
    const revoked = await createToken(admin)
    await admin.delete(`/v1/tokens/${revoked.id}`)
    const answers = []
    for (const id of [
      'tok_01HXYZ',
      'nonsense',
      'int_01HXYZ',
      `tok_${'9'.repeat(65)}`,
      live.tokenId,
      stranger.tokenId,
      revoked.id,
    ]) {
      const response = await admin.delete(`/v1/tokens/${id}`)
      const headers = [...response.headers].filter(([name]) => name !== 'x-request-id')
      const problem = await expectProblem(response, 'not_found', server.logged)
      answers.push({ headers, problem: { ...problem, request_id: '' } })
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]?.problem.detail).toBe('There is no API token with this id.')
    for (const client of [live, stranger]) {
      expect((await client.get('/v1/account')).status).toBe(200)
    }
  })

  test('is refused for the last admin token that is valid', async () => {
    const account = 'last'
    const admin = await server.client({ account })
    await createToken(admin)
    await createToken(admin, { role: 'admin', expires_in_days: 1 })
    server.advance(2 * day)
    await server.client({ account, environment: 'live' })
    const refused = await admin.delete(`/v1/tokens/${admin.tokenId}`)
    const problem = await expectProblem(refused, 'conflict', server.logged)
    expect(problem).toMatchObject({ reason: 'last_admin' })
    expect((await admin.get('/v1/account')).status).toBe(200)
    const { id, token } = await createToken(admin, { role: 'admin' })
    expect((await admin.delete(`/v1/tokens/${admin.tokenId}`)).status).toBe(204)
    expect((await admin.get('/v1/account')).status).toBe(401)
    const own = await askWith(server, token, `/v1/tokens/${id}`, { method: 'DELETE' })
    expect(own.status).toBe(409)
  })

  test('works for a token that has expired', async () => {
    const admin = await server.client({ account: 'tidying' })
    const { id } = await createToken(admin, { role: 'admin', expires_in_days: 1 })
    server.advance(2 * day)
    expect((await admin.delete(`/v1/tokens/${id}`)).status).toBe(204)
    expect(await json(admin.get('/v1/tokens'))).toHaveLength(1)
  })

  test('leaves exactly one admin token when the last two are revoked at once', async () => {
    const database = await newDatabase()
    const stores = [1, 2].map(() => openStorage({ ...database, onIdleError: () => {} }))
    for (const store of stores) await store.ready()
    const keys = newKeys()
    const servers = stores.map((store) => platformOn(store, { keys }))
    for (let round = 0; round < 10; round++) {
      const account = `round ${round}`
      const [server] = servers
      if (!server) throw new Error('there is no server')
      const admins = [await server.client({ account }), await server.client({ account })]
      const outcomes = await Promise.allSettled(
        admins.map((admin, index) => {
          const { tokenId, accountId } = admin
          const store = stores[index]
          if (!store) throw new Error('there is no store')
          const tokens = createAccountTokens({ storage: store, log, now: Date.now })
          const caller = { tokenId, accountId, tokenName: 'one', accountName: account }
          const other = admins[1 - index]?.tokenId ?? ''
          return tokens.revoke({ ...caller, environment: 'test', role: 'admin' }, other)
        }),
      )
      const refusals = outcomes.flatMap((outcome) =>
        outcome.status === 'rejected' ? [outcome.reason] : [],
      )
      expect(refusals).toEqual([expect.any(ApiProblem)])
      expect(refusals).toMatchObject([{ code: 'conflict', members: { reason: 'last_admin' } }])
      const statuses = await Promise.all(
        admins.map(async ({ token }, index) => {
          const asked = servers[index]
          return asked ? (await askWith(asked, token)).status : 0
        }),
      )
      expect(statuses.sort()).toEqual([200, 401])
    }
    for (const store of stores) await store.close()
  })
})
