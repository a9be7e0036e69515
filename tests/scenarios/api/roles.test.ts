import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { addPerson, createInvitation } from '@/tests/support/add-person'
import { type Client, platformOn, type TestServer } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { createToken } from '@/tests/support/tokens'
import { createWebhook } from '@/tests/support/webhooks'

const everyRole = ['admin', 'member', 'support']
const connectingRoles = ['admin', 'member']

/** The documented permissions of each role. The test below fails when an operation is missing here. */
const allowed: Record<string, string[]> = {
  listIntegrations: everyRole,
  connectIntegration: connectingRoles,
  getIntegration: everyRole,
  disconnectIntegration: everyRole,
  checkIntegration: everyRole,
  createReconnectLink: everyRole,
  listEvents: everyRole,
  listChecks: everyRole,
  injectFault: connectingRoles,
  getAccount: everyRole,
  listRedirectUris: connectingRoles,
  registerRedirectUri: ['admin'],
  deleteRedirectUri: ['admin'],
  listTokens: ['admin'],
  createToken: ['admin'],
  revokeToken: ['admin'],
  listPeople: ['admin', 'support'],
  changePerson: ['admin'],
  removePerson: ['admin'],
  createPersonLink: ['admin'],
  listInvitations: ['admin'],
  createInvitation: ['admin'],
  withdrawInvitation: ['admin'],
  listActivity: ['admin', 'support'],
  listConnectAttempts: ['admin', 'support'],
  getConnectAttempt: ['admin', 'support'],
  listWebhooks: ['admin'],
  createWebhook: ['admin'],
  getWebhook: ['admin'],
  deleteWebhook: ['admin'],
  testWebhook: ['admin'],
  listDeliveries: ['admin'],
  resendDelivery: ['admin'],
  listTools: everyRole,
  callTool: connectingRoles,
  callMcp: connectingRoles,
  listToolCalls: everyRole,
  listToolUsage: everyRole,
  changeIntegration: ['admin'],
  resetAccount: connectingRoles,
}

interface Operation {
  operationId: string
  method: string
  path: string
}

/** The bodies of the operations that need one. */
const bodies: Record<string, object> = {
  connectIntegration: { service: 'telegram' },
  injectFault: { fault: 'expire' },
  registerRedirectUri: { uri: 'https://app.example.com/callback', app_name: 'Onboarding' },
  createToken: { name: 'CI', role: 'member' },
  changePerson: { role: 'support' },
  createInvitation: { role: 'member' },
  changeIntegration: { tools: { post_message: 'ask' } },
  callTool: { tool: 'read_channel' },
  callMcp: { jsonrpc: '2.0', id: 1, method: 'tools/list' },
  createWebhook: { url: 'https://app.example.com/hooks', events: ['integration.error'] },
}

describeOnBothStores('a role', (openStore) => {
  let server: TestServer
  let admin: Client
  let operations: Operation[]

  beforeAll(async () => {
    server = platformOn(await openStore())
    admin = await server.client()
    const document = await (await server.anonymous('GET', '/v1/openapi.json')).json()
    operations = Object.entries<Record<string, { operationId: string }>>(document.paths).flatMap(
      ([path, methods]) =>
        Object.entries(methods).map(([method, { operationId }]) => ({
          operationId,
          method: method.toUpperCase(),
          path,
        })),
    )
  })

  /** Returns the id of something new of the admin's that the path of an operation can name. */
  const newId = async ({ path }: Operation): Promise<string> => {
    if (path.startsWith('/v1/tokens')) return (await createToken(admin)).id
    if (path.startsWith('/v1/people')) return addPerson(server, admin)
    if (path.startsWith('/v1/invitations')) return (await createInvitation(admin)).id
    if (path.startsWith('/v1/webhooks')) {
      const earlier: { id: string }[] = await (await admin.get('/v1/webhooks')).json()
      for (const { id } of earlier) await admin.delete(`/v1/webhooks/${id}`)
      return (await createWebhook(admin)).id
    }
    if (!path.startsWith('/v1/redirect_uris')) return (await admin.connect('slack')).id
    const uri = `https://app.example.com/${randomUUID()}`
    const registered = await admin.post('/v1/redirect_uris', { uri, app_name: 'Onboarding' })
    return (await registered.json()).id
  }

  const ask = (client: Client, { operationId, method, path }: Operation, id: string) => {
    const address = path.replace('{id}', id).replace('{delivery_id}', 'dlv_01HXYZ')
    const body = bodies[operationId]
    if (body === undefined) return client.send(method, address)
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    }
    return client.send(method, address, { headers, body: JSON.stringify(body) })
  }

  test('has a permission in this test for every documented operation', () => {
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(
      Object.keys(allowed).sort(),
    )
  })

  test.each(['admin', 'member', 'support'] as const)(
    '%s may do what is documented, and nothing else',
    async (role) => {
      const client = await server.client({ role })
      for (const operation of operations) {
        const response = await ask(client, operation, await newId(operation))
        const isAllowed = allowed[operation.operationId]?.includes(role)
        expect([operation.operationId, response.status === 403]).toEqual([
          operation.operationId,
          !isAllowed,
        ])
        expect(response.status).toBeLessThan(500)
        const text = await response.text()
        expect(text).not.toMatch(/credential|xox[bpe]|mtoc_/)
        if (operation.operationId !== 'createToken') expect(text).not.toMatch(/mt_test_[0-9A-Za-z]/)
      }
    },
  )

  test.each<[string, object]>([
    ['a role nobody knows', { role: 'root' }],
    ['no role', { role: '' }],
    ['a revoked token', { revoked_at: 1 }],
    ['an expired token', { expires_at: 1 }],
  ])('a token that is %s may do nothing', async (_, change) => {
    const client = await server.client({ account: 'changed' })
    await server.storage.db
      .updateTable('tokens')
      .set(change)
      .where('id', '=', client.tokenId)
      .execute()
    for (const operation of operations) {
      expect((await ask(client, operation, 'int_01HXYZ')).status).toBeGreaterThanOrEqual(401)
      expect((await ask(client, operation, 'int_01HXYZ')).status).toBeLessThanOrEqual(403)
    }
  })

  test('a foreign id gets the same answer to each operation as an unknown one, headers included', async () => {
    const kept = await admin.connect('github')
    const stranger = await server.client({ account: 'stranger' })
    const live = await server.client({ environment: 'live' })
    for (const operation of operations.filter(({ path }) => path.includes('{id}'))) {
      const id = operation.path.startsWith('/v1/integrations') ? kept.id : await newId(operation)
      // People and invitations belong to the account, in both environments.
      const isOfAccount = /^\/v1\/(people|invitations)/.test(operation.path)
      for (const client of isOfAccount ? [stranger] : [stranger, live]) {
        const [foreign, unknown] = [
          await ask(client, operation, id),
          await ask(client, operation, id.replace(/_.+/, '_01HABC')),
        ]
        expect([foreign.status, unknown.status]).toEqual([404, 404])
        const readComparable = async (response: Response) => {
          const { request_id, ...body } = await response.json()
          const headers = [...response.headers].filter(([name]) => name !== 'x-request-id')
          expect(response.headers.get('x-request-id')).toBe(request_id)
          return { body, headers }
        }
        expect(await readComparable(foreign)).toEqual(await readComparable(unknown))
      }
    }
    const listed = await (await admin.get(`/v1/integrations/${kept.id}`)).json()
    expect(listed).toMatchObject({ status: 'connected' })
  })
})
