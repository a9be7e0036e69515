import { expect, test } from 'vitest'
import { listToolsToTry, tryTool } from '@/lib/dashboard/integrations/try-it-api'
import { browserOf, setPolicy } from '@/tests/support/approvals'
import { dashboardOverPlatform } from '@/tests/support/dashboard-over-platform'
import { appUrl, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('trying a tool on the page of an integration', async (openStore) => {
  const server = platformOn(await openStore())

  async function start(account: string, environment: 'test' | 'live' = 'test') {
    const scene = await dashboardOverPlatform(server, { account, environment })
    const owner = environment === 'test' ? scene.client : await server.client({ account })
    const integration = await owner.connect('slack')
    const path = `/api/integrations/${integration.id}/try`
    const params = { id: integration.id }
    const run = (body: unknown, origin = appUrl) =>
      scene.browser.send(
        tryTool,
        path,
        {
          method: 'POST',
          headers: { origin, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        },
        params,
      )
    const list = () => scene.browser.get(listToolsToTry, path, params)
    return { ...scene, integration, run, list }
  }

  test('lists the tools of this integration with their schemas, and runs one', async () => {
    const { list, run } = await start('tries')
    const tools: { name: string; input_schema: { examples: object[] } }[] = await (
      await list()
    ).json()
    const post = tools.find(({ name }) => name === 'post_message')
    expect(post).toMatchObject({ writes: true, state: 'ready' })
    expect(tools.map(({ name }) => name)).not.toContain('create_issue')
    const [example = {}] = post?.input_schema.examples ?? []
    const done = await run({ tool: 'post_message', arguments: example, key: 'try-1' })
    const first = await done.json()
    expect(first).toMatchObject({ outcome: 'ok', output: { channel_id: expect.any(String) } })
    const again = await run({ tool: 'post_message', arguments: example, key: 'try-1' })
    expect(await again.json()).toMatchObject({ output: first.output })
  })

  test('tells why a tool did not do its work, with the page that repairs it', async () => {
    const { run, integration, client } = await start('fails')
    const wrong = await run({ tool: 'post_message', arguments: { channel: 'general' }, key: 'a' })
    expect(await wrong.json()).toMatchObject({ error: { kind: 'invalid_arguments' } })
    await setPolicy(client, integration.id, { post_message: 'ask' })
    const call = { tool: 'post_message', arguments: { channel: 'general', text: 'Hi' }, key: 'b' }
    const { error } = await (await run(call)).json()
    expect(error).toMatchObject({ kind: 'needs_approval', url: expect.stringContaining(appUrl) })
    const colleague = await server.client({ account: 'fails' })
    await browserOf(server, colleague).decide(new URL(error.url).pathname, 'approved')
    expect(await (await run(call)).json()).toMatchObject({ outcome: 'ok' })
  })

  test('runs nothing for another page, in live, or with a body that makes no sense', async () => {
    const { run } = await start('guarded')
    const call = { tool: 'post_message', arguments: {}, key: 'c' }
    expect((await run(call, 'https://evil.example')).status).toBe(403)
    for (const body of [{}, { ...call, key: '' }, { ...call, arguments: [] }, []])
      expect((await run(body)).status).toBe(422)
    expect((await run({ ...call, tool: 'nothing' })).status).toBe(422)
    const live = await start('live one', 'live')
    expect((await live.list()).status).toBe(404)
    expect((await live.run(call)).status).toBe(404)
  })
})
