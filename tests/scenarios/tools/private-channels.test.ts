import { expect, test } from 'vitest'
import { missingIn } from '@/lib/dashboard/agents/missing-in'
import { fakeVendors, vendorSettings } from '@/tests/support/fake-vendors'
import { json } from '@/tests/support/live-scene'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { goodAnswers } from '@/tests/support/token-answers'
import { callTool } from '@/tests/support/tool-scene'

const plans = { name: 'plans', private: true }

describeOnBothStores('a private channel of Slack', async (openStore) => {
  const storage = await openStore()

  test('is created with what people are asked for, and takes messages', async () => {
    const client = await platformOn(storage).client({ account: 'Creates' })
    expect((await client.connect('slack')).scopes).toContain('groups:write')
    const created = await callTool(client, 'create_channel', plans)
    expect(created.outcome).toBe('ok')
    const channel = created.output?.channel_id
    const posted = await callTool(client, 'post_message', { channel, text: 'Only for us' })
    expect(posted.outcome).toBe('ok')
    const listed = await callTool(client, 'read_channel', {})
    expect(JSON.stringify(listed.output)).not.toContain(String(channel))
    const taken = await callTool(client, 'create_channel', plans)
    expect(taken.error?.message).toContain('name_taken')
  })

  test('cannot be read, and the failure sends nobody to a page that cannot change that', async () => {
    const client = await platformOn(storage).client({ account: 'Reads' })
    await client.connect('slack')
    const { output } = await callTool(client, 'create_channel', plans)
    const channel = output?.channel_id
    const { error } = await callTool(client, 'read_channel', { channel })
    expect(error).toMatchObject({
      kind: 'vendor_refused',
      message: expect.stringContaining('reconnecting does not change that'),
    })
    expect(error).not.toHaveProperty('url')
  })

  test('is created after a connection that was made before has been reconnected', async () => {
    const vendors = fakeVendors()
    const before = {
      ...goodAnswers.slack,
      scope: goodAnswers.slack.scope.replace(',groups:write', ''),
    }
    vendors.tokenAnswer = () => Response.json(before)
    let refusal: object | undefined = { ok: false, error: 'missing_scope', needed: 'groups:write' }
    const server = platformOn(storage, {
      settings: vendorSettings,
      async network(request) {
        if (!request.url.endsWith('/conversations.create')) return vendors.network(request)
        const isPrivate = (await request.text()).includes('is_private=true')
        const channel = { id: 'C0123456789', name: 'plans' }
        return Response.json((isPrivate && refusal) || { ok: true, channel })
      },
    })
    const client = await server.client({ account: 'Reconnects', environment: 'live' })
    const { id } = await client.connect('slack')
    const open = await callTool(client, 'create_channel', { name: 'plans' })
    expect(open.outcome).toBe('ok')
    const { error } = await callTool(client, 'create_channel', plans)
    expect(error).toMatchObject({
      kind: 'not_granted',
      message: expect.stringContaining('does not allow this call of create_channel'),
    })
    const link = new URL(error?.url ?? '').searchParams
    expect([link.get('reconnects'), link.get('refused')]).toEqual([id, 'create_channel'])
    const integration = await json(client.get(`/v1/integrations/${id}`))
    expect(missingIn(integration, 'slack', link.get('refused') ?? '')).toBe('permission')

    vendors.tokenAnswer = () => Response.json(goodAnswers.slack)
    refusal = undefined
    expect((await client.connect('slack')).id).toBe(id)
    expect((await callTool(client, 'create_channel', plans)).outcome).toBe('ok')
  })
})
