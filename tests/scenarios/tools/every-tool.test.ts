import { expect, test } from 'vitest'
import { services } from '@/lib/contract/services/catalogue'
import { tools } from '@/lib/platform/tools/registry'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { callTool } from '@/tests/support/tool-scene'

describeOnBothStores('in the sandbox', async (openStore) => {
  const server = platformOn(await openStore())

  test.each(services)('the examples of every tool of %s run as they stand', async (service) => {
    const client = await server.client({ account: `Examples of ${service}` })
    const { account, id } = await client.connect(service)
    for (const tool of tools.filter((candidate) => candidate.service === service)) {
      for (const example of tool.examples) {
        const { outcome, error, output } = await callTool(client, tool.name, example)
        expect([tool.name, outcome, error]).toEqual([tool.name, 'ok', undefined])
        expect(output?.account).toEqual({ ...account, integration_id: id })
        expect(Buffer.byteLength(JSON.stringify(output))).toBeLessThan(20_000)
      }
    }
    expect((await client.post(`/v1/integrations/${id}/reset`)).status).toBe(204)
  })
})
