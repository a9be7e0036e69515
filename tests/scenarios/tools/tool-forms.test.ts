import { expect, test } from 'vitest'
import { submitDisconnect } from '@/lib/dashboard/integrations/integration-forms'
import { submitReset, submitToolPolicy } from '@/lib/dashboard/tools/tool-forms'
import { dashboardOverPlatform } from '@/tests/support/dashboard-over-platform'
import { json } from '@/tests/support/live-scene'
import { platformOn } from '@/tests/support/platform'
import { recordRunningCall } from '@/tests/support/running-call'
import { describeOnBothStores } from '@/tests/support/stores'
import { callTool } from '@/tests/support/tool-scene'

const path = '/integrations/int_a/tools/submit'

/** The fields of the form as a page shows it on which nothing is decided. */
const untouched = {
  'tool.post_message': 'allow',
  'shown.post_message': 'allow',
  'tool.read_channel': 'allow',
  'shown.read_channel': 'allow',
}

describeOnBothStores('the forms about tools', async (openStore) => {
  const server = platformOn(await openStore(), { settings: { providerTimeoutMs: 30_000 } })

  test('write what an admin has decided, and lead back to it', async () => {
    const { browser, client } = await dashboardOverPlatform(server, { account: 'decides' })
    const { id } = await client.connect('slack')
    const fields = { ...untouched, 'tool.post_message': 'deny', 'tool.read_channel': 'ask' }
    const saved = await browser.post(submitToolPolicy, path, { fields, params: { id } })
    expect([saved.status, saved.headers.get('location')]).toEqual([
      303,
      `/integrations/${id}?saved=tools`,
    ])
    const integration = await json(client.get(`/v1/integrations/${id}`))
    expect(integration).toMatchObject({
      tool_policy: { post_message: 'deny', read_channel: 'ask' },
    })
    const refused = await callTool(client, 'post_message', { channel: 'general', text: 'Hello' })
    expect(refused).toMatchObject({ outcome: 'blocked', error: { kind: 'denied' } })
  })

  test('do not undo what somebody else has decided since the page was loaded', async () => {
    const { browser, client } = await dashboardOverPlatform(server, { account: 'decide both' })
    const { id } = await client.connect('slack')
    const body = JSON.stringify({ tools: { post_message: 'deny' } })
    const headers = { 'content-type': 'application/json' }
    await client.send('PATCH', `/v1/integrations/${id}`, { body, headers })
    const fields = { ...untouched, 'tool.read_channel': 'ask' }
    await browser.post(submitToolPolicy, path, { fields, params: { id } })
    expect(await json(client.get(`/v1/integrations/${id}`))).toMatchObject({
      tool_policy: { post_message: 'deny', read_channel: 'ask' },
    })
    const nothing = await browser.post(submitToolPolicy, path, {
      fields: untouched,
      params: { id },
    })
    expect(nothing.status).toBe(303)
    expect(await json(client.get(`/v1/integrations/${id}`))).toMatchObject({
      tool_policy: { post_message: 'deny', read_channel: 'ask' },
    })
  })

  test.each(['member', 'support'] as const)(
    'of a %s are refused, with a change or without one',
    async (role) => {
      const { browser, client } = await dashboardOverPlatform(server, {
        account: `decides as ${role}`,
        role,
      })
      const admin = await server.client({ account: `decides as ${role}`, environment: 'test' })
      const { id } = await admin.connect('slack')
      for (const fields of [untouched, {}, { ...untouched, 'tool.post_message': 'deny' }]) {
        const answer = await browser.post(submitToolPolicy, path, { fields, params: { id } })
        expect(answer.status).toBe(403)
      }
      expect(await json(client.get(`/v1/integrations/${id}`))).not.toHaveProperty('tool_policy')
    },
  )

  test.each([
    ['a decision that does not exist', 'tool.post_message', 'sometimes', 422],
    ['a tool of another service', 'tool.send_email', 'deny', 422],
  ])('change nothing for %s', async (name, field, policy, status) => {
    const { browser, client } = await dashboardOverPlatform(server, { account: name })
    const { id } = await client.connect('slack')
    const fields = { [field]: policy }
    const refused = await browser.post(submitToolPolicy, path, { fields, params: { id } })
    expect(refused.status).toBe(status)
    expect(await refused.text()).toContain('Nothing was changed')
    expect(await json(client.get(`/v1/integrations/${id}`))).not.toHaveProperty('tool_policy')
  })

  test.each(['member', 'support'] as const)('change nothing for a %s', async (role) => {
    const account = `of a ${role}`
    const admin = await server.client({ account })
    const { id } = await admin.connect('slack')
    const { browser } = await dashboardOverPlatform(server, { account, role })
    const fields = { ...untouched, 'tool.post_message': 'deny' }
    const refused = await browser.post(submitToolPolicy, path, { fields, params: { id } })
    expect(refused.status).toBe(403)
    expect(await json(admin.get(`/v1/integrations/${id}`))).not.toHaveProperty('tool_policy')
    const reset = await browser.post(submitReset, path, { params: { id } })
    expect(reset.status).toBe(role === 'support' ? 403 : 303)
  })

  test('find only integrations of the own account, and refuse other pages', async () => {
    const { client: other } = await dashboardOverPlatform(server, { account: 'owns it' })
    const { id } = await other.connect('slack')
    const { browser } = await dashboardOverPlatform(server, { account: 'does not' })
    const fields = { ...untouched, 'tool.post_message': 'deny' }
    for (const form of [submitToolPolicy, submitReset]) {
      expect((await browser.post(form, path, { fields, params: { id } })).status).toBe(404)
      const odd = await browser.post(form, path, { fields, params: { id: '../tokens' } })
      expect(odd.status).toBe(400)
      const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
      const foreign = await browser.post(form, path, { fields, headers, params: { id } })
      expect(foreign.status).toBe(403)
    }
  })

  test('return a simulated account to its beginning', async () => {
    const { browser, client } = await dashboardOverPlatform(server, { account: 'resets' })
    const { id } = await client.connect('slack')
    await callTool(client, 'post_message', { channel: 'general', text: 'Soon gone' })
    const reset = await browser.post(submitReset, path, { params: { id } })
    expect(reset.headers.get('location')).toBe(`/integrations/${id}?saved=reset`)
    const { output } = await callTool(client, 'read_channel', { channel: 'general' })
    expect(JSON.stringify(output)).not.toContain('Soon gone')
  })

  test('say so when there is no simulated account any more', async () => {
    const { browser, client } = await dashboardOverPlatform(server, { account: 'resets late' })
    const { id } = await client.connect('slack')
    await client.delete(`/v1/integrations/${id}`)
    const refused = await browser.post(submitReset, path, { params: { id } })
    expect(refused.status).toBe(409)
    const page = await refused.text()
    expect(page).toContain('This is not possible now')
    expect(page).toContain('Nothing was changed')
  })

  test('disconnect when idle at once when nothing runs, and else wait', async () => {
    const { browser, client } = await dashboardOverPlatform(server, { account: 'waits' })
    const fields = { when: 'idle' }
    const [idle, busy] = [await client.connect('slack'), await client.connect('gmail')]
    await recordRunningCall(server.storage, client, busy.id)
    const gone = await browser.post(submitDisconnect, path, { fields, params: { id: idle.id } })
    expect(gone.headers.get('location')).toContain(`/integrations?disconnected=${idle.id}`)
    const waits = await browser.post(submitDisconnect, path, { fields, params: { id: busy.id } })
    expect(waits.headers.get('location')).toContain(`/integrations#integration-${busy.id}`)
    expect(await json(client.get('/v1/integrations'))).toMatchObject([
      { id: idle.id, status: 'disconnected' },
      { id: busy.id, status: 'connected', disconnecting: 'when_idle' },
    ])
    const now = await browser.post(submitDisconnect, path, { params: { id: busy.id } })
    expect(now.headers.get('location')).toContain(`?disconnected=${busy.id}`)
  })
})
