import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { problemSchema } from '@/lib/contract/api/problem'
import { addPerson } from '@/tests/support/add-person'
import { type Client, platformOn, type TestServer } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { createWebhook, webhookRequest } from '@/tests/support/webhooks'
import type { ExampleName } from './problem-examples'

const documentSchema = z.object({
  components: z.object({ examples: z.record(z.string(), z.object({ value: problemSchema })) }),
})
const uris = '/v1/redirect_uris'
const register = { uri: 'https://app.example.com/callback', app_name: 'Onboarding' }
const json = { 'content-type': 'application/json' }

interface Senders {
  server: TestServer
  anonymous: TestServer['anonymous']
  admin: Client
  member: Client
  support: Client
}
type Ask = (senders: Senders) => Promise<Response>

/** A request for each example of a problem in the test environment that needs neither a wait nor a broken store. */
const asked: Partial<Record<ExampleName, Ask>> = {
  invalid_json: ({ admin }) => admin.send('POST', '/v1/integrations', { headers: json, body: '{' }),
  invalid_request: ({ admin }) =>
    admin.send('POST', uris, { headers: json, body: '{"uri":"a","uri":"b"}' }),
  payload_too_large: ({ admin }) => admin.post(uris, { ...register, more: ' '.repeat(20_000) }),
  unsupported_media_type: ({ admin }) =>
    admin.send('POST', uris, { headers: { 'content-type': 'text/plain' }, body: 'x' }),
  unauthorized: ({ anonymous }) =>
    anonymous('GET', '/v1/account', { headers: { authorization: 'Bearer mt_test_unknown' } }),
  revoked_token: async ({ admin, member }) => {
    await admin.delete(`/v1/tokens/${member.tokenId}`)
    return member.get('/v1/account')
  },
  method_not_allowed: ({ admin }) => admin.delete('/v1/integrations'),
  role_may_not_connect: ({ support }) => support.post('/v1/integrations', { service: 'telegram' }),
  role_may_not_inject_faults: ({ support }) =>
    support.post('/v1/integrations/int_01HXYZ/faults', { fault: 'expire' }),
  role_may_not_view_redirect_uris: ({ support }) => support.get(uris),
  role_may_not_manage_redirect_uris: ({ member }) => member.post(uris, register),
  role_may_not_manage_tokens: ({ member }) => member.get('/v1/tokens'),
  role_may_not_view_attempts: ({ member }) => member.get('/v1/connect_attempts'),
  token_of_other_environment: ({ admin }) =>
    admin.post('/v1/tokens', { name: 'CI', role: 'member', environment: 'live' }),
  not_found: ({ admin }) => admin.get('/v1/integrations/int_01HXYZ'),
  unknown_redirect_uri: ({ admin }) => admin.delete(`${uris}/uri_01HXYZ`),
  unknown_token: ({ admin }) => admin.delete('/v1/tokens/tok_01HXYZ'),
  unknown_connect_attempt: ({ admin }) => admin.get('/v1/connect_attempts/att_01HXYZ'),
  unknown_oauth_code: ({ admin }) =>
    admin.post('/v1/integrations', { service: 'slack', oauth_code: 'mtoc_x' }),
  missing_oauth_code: ({ admin }) => admin.post('/v1/integrations', { service: 'slack' }),
  invalid_oauth_code: async ({ admin }) => {
    const order = { service: 'slack', oauth_code: await admin.code('slack') }
    await admin.post('/v1/integrations', order)
    return admin.post('/v1/integrations', order)
  },
  account_mismatch: async ({ admin }) => {
    const { id } = await admin.connect('gmail')
    const oauth_code = await admin.code('gmail', { scenario: 'other_account' })
    return admin.post('/v1/integrations', { service: 'gmail', oauth_code, reconnects: id })
  },
  provider_error: async ({ admin }) => {
    const oauth_code = await admin.code('slack', { scenario: 'token_endpoint_500' })
    return admin.post('/v1/integrations', { service: 'slack', oauth_code })
  },
  no_grant_to_break: async ({ admin }) => {
    const { id } = await admin.connect('notion')
    await admin.delete(`/v1/integrations/${id}`)
    return admin.post(`/v1/integrations/${id}/faults`, { fault: 'expire' })
  },
  no_signal_to_send: async ({ admin }) => {
    const { id } = await admin.connect('github')
    return admin.post(`/v1/integrations/${id}/faults`, { fault: 'revoke', signal: true })
  },
  idempotency_conflict: async ({ admin }) => {
    const key = { 'idempotency-key': 'taken' }
    await admin.post('/v1/integrations', { service: 'telegram' }, key)
    return admin.post('/v1/integrations', { service: 'slack', oauth_code: 'mtoc_x' }, key)
  },
  invalid_limit: ({ admin }) => admin.get('/v1/tokens?limit=0'),
  invalid_redirect_uri: ({ admin }) => admin.post(uris, { ...register, uri: `${register.uri}#` }),
  conflict: async ({ admin }) => {
    for (let index = 0; index < 50; index++)
      await admin.post(uris, { ...register, uri: `${register.uri}/${index}` })
    return admin.post(uris, register)
  },
  role_may_not_manage_webhooks: ({ member }) => member.get('/v1/webhooks'),
  unknown_webhook: ({ admin }) => admin.get('/v1/webhooks/whk_01HXYZ'),
  unknown_delivery: async ({ admin }) => {
    const { id } = await createWebhook(admin)
    return admin.post(`/v1/webhooks/${id}/deliveries/dlv_01HXYZ/resend`)
  },
  too_many_webhooks: async ({ admin }) => {
    for (let index = 0; index < 20; index++) await createWebhook(admin)
    return admin.post('/v1/webhooks', webhookRequest)
  },
  invalid_webhook_url: ({ admin }) =>
    admin.post('/v1/webhooks', { ...webhookRequest, url: 'https://10.0.0.1/' }),
  unknown_tool: ({ admin }) => admin.post('/v1/tool_calls', { tool: 'none' }),
  role_may_not_call_tools: ({ support }) => support.post('/v1/tool_calls', { tool: 'none' }),
  role_may_not_set_tool_policy: async ({ member }) =>
    changeTools(member, 'int_01HXYZ', { post_message: 'ask' }),
  tool_of_other_service: async ({ admin }) =>
    changeTools(admin, (await admin.connect('slack')).id, { send_email: 'ask' }),
  no_simulated_account: async ({ admin }) => {
    const { id } = await admin.connect('slack')
    await admin.delete(`/v1/integrations/${id}`)
    return admin.post(`/v1/integrations/${id}/reset`)
  },
  role_may_not_view_people: ({ member }) => member.get('/v1/people'),
  role_may_not_manage_people: ({ support }) => support.post('/v1/invitations', { role: 'member' }),
  role_may_not_view_activity: ({ member }) => member.get('/v1/activity'),
  unknown_person: ({ admin }) => admin.delete('/v1/people/per_01HXYZ'),
  unknown_invitation: ({ admin }) => admin.delete('/v1/invitations/inv_01HXYZ'),
  invalid_role: ({ admin }) => admin.post('/v1/invitations', { role: 'owner' }),
  reconnect_link_of_disconnected: async ({ admin }) => {
    const { id } = await admin.connect('slack')
    await admin.delete(`/v1/integrations/${id}`)
    return admin.post(`/v1/integrations/${id}/reconnect_link`)
  },
  too_many_reconnect_links: async ({ admin }) => {
    const path = `/v1/integrations/${(await admin.connect('slack')).id}/reconnect_link`
    for (let index = 0; index < 20; index++) await admin.post(path)
    return admin.post(path)
  },
  too_many_invitations: async ({ admin }) => {
    for (let index = 0; index < 200; index++)
      await admin.post('/v1/invitations', { role: 'member' })
    return admin.post('/v1/invitations', { role: 'member' })
  },
  last_admin_person: async ({ server, admin }) => {
    const path = `/v1/people/${await addPerson(server, admin)}`
    await admin.send('PATCH', path, { headers: json, body: '{"role":"admin"}' })
    return admin.delete(path)
  },
  last_admin_token: ({ admin }) => admin.delete(`/v1/tokens/${admin.tokenId}`),
}

function changeTools(client: Client, id: string, tools: object): Promise<Response> {
  return client.send('PATCH', `/v1/integrations/${id}`, {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ tools }),
  })
}

describeOnBothStores('an example of a problem', (openStore) => {
  let server: TestServer
  let examples: z.infer<typeof documentSchema>['components']['examples']

  beforeAll(async () => {
    server = platformOn(await openStore())
    const response = await server.anonymous('GET', '/v1/openapi.json')
    examples = documentSchema.parse(await response.json()).components.examples
  })

  test.each(Object.entries(asked))(
    'says word for word what the API answers: %s',
    async (name, ask) => {
      const [admin, member, support] = await Promise.all([
        server.client({ account: name }),
        server.client({ account: name, role: 'member' }),
        server.client({ account: name, role: 'support' }),
      ])
      const problem = await (
        await ask({ server, anonymous: server.anonymous, admin, member, support })
      ).json()
      expect({ ...problem, request_id: examples[name]?.value.request_id }).toEqual(
        examples[name]?.value,
      )
    },
  )
})
