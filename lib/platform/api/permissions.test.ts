import { expect, test } from 'vitest'
import { type Operation, operations } from '@/lib/contract/api/permissions'
import { type Role, roleSchema } from '@/lib/contract/api/role'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('what each role may do', async (openStore) => {
  const server = platformOn(await openStore())

  const expected: Record<Role, readonly Operation[]> = {
    admin: operations,
    member: [
      'view',
      'connect',
      'check',
      'disconnect',
      'make_reconnect_links',
      'fault',
      'view_redirect_uris',
      'call_tools',
    ],
    support: [
      'view',
      'check',
      'disconnect',
      'make_reconnect_links',
      'view_attempts',
      'view_people',
      'view_activity',
    ],
  }
  const cases = roleSchema.options.flatMap((role) =>
    operations.map((operation) => ({
      role,
      operation,
      allowed: expected[role].includes(operation),
    })),
  )

  test.each(cases)(
    'the role $role, the operation $operation: allowed is $allowed',
    async ({ role, operation, allowed }) => {
      const account = `${role} tries ${operation}`
      const admin = await server.client({ account })
      const { id } = await admin.connect('slack')
      const code = await admin.code('slack')
      const client = await server.client({ account, role })
      const requests: Record<Operation, () => Promise<Response>> = {
        view: () => client.get(`/v1/integrations/${id}`),
        connect: () => client.post('/v1/integrations', { service: 'slack', oauth_code: code }),
        check: () => client.post(`/v1/integrations/${id}/check`),
        disconnect: () => client.delete(`/v1/integrations/${id}`),
        make_reconnect_links: () => client.post(`/v1/integrations/${id}/reconnect_link`),
        fault: () => client.post(`/v1/integrations/${id}/faults`, { fault: 'expire' }),
        replace_account: () =>
          client.post('/v1/integrations', {
            service: 'slack',
            oauth_code: code,
            reconnects: id,
            replace: true,
          }),
        view_redirect_uris: () => client.get('/v1/redirect_uris'),
        manage_redirect_uris: () =>
          client.post('/v1/redirect_uris', {
            uri: 'https://app.example.com/callback',
            app_name: 'Onboarding',
          }),
        manage_tokens: () => client.get('/v1/tokens'),
        view_attempts: () => client.get('/v1/connect_attempts'),
        manage_webhooks: () => client.get('/v1/webhooks'),
        call_tools: () => client.post('/v1/tool_calls', { tool: 'read_channel' }),
        set_tool_policy: () =>
          client.send('PATCH', `/v1/integrations/${id}`, {
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ tools: { post_message: 'deny' } }),
          }),
        view_people: () => client.get('/v1/people'),
        view_activity: () => client.get('/v1/activity'),
        manage_people: () => client.post('/v1/invitations', { role: 'member' }),
      }
      const response = await requests[operation]()
      expect(response.headers.get('miteos-role')).toBe(role)
      if (allowed) expect(response.ok).toBe(true)
      else {
        expect(await response.json()).toMatchObject({ status: 403, code: 'forbidden' })
        const challenge = response.headers.get('www-authenticate')
        expect(challenge).toBe('Bearer realm="Miteos", error="insufficient_scope"')
      }
      if (!allowed) expect(server.logged()).toContain(`"audit":"forbidden"`)
    },
  )
})
