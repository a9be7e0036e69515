import { expect, test } from 'vitest'
import { services } from '@/lib/contract/services/catalogue'
import { listAccounts } from '@/lib/platform/sandbox/accounts'
import { tools } from '@/lib/platform/tools/registry'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { callTool } from '@/tests/support/tool-scene'

const ownBotToken = '7654323:an_own_bot_token_of_a_person_00001'

describeOnBothStores('in the sandbox', async (openStore) => {
  const server = platformOn(await openStore())

  const choices = services.flatMap((service) =>
    listAccounts(service).map(({ id, name }) => ({ service, name, choice: { account: id } })),
  )
  const bots = [
    { service: 'telegram', name: 'the bot of Miteos', choice: {} },
    { service: 'telegram', name: 'an own bot', choice: { botToken: ownBotToken } },
  ] as const

  test.each([...choices, ...bots])(
    'the examples of every tool of $service run as they stand for $name',
    async ({ service, name, choice }) => {
      const client = await server.client({ account: `${service} of ${name}` })
      const { account, id } = await client.connect(service, choice)
      for (const tool of tools.filter((candidate) => candidate.service === service)) {
        for (const example of tool.examples) {
          const { outcome, error, output } = await callTool(client, tool.name, example)
          expect([tool.name, outcome, error]).toEqual([tool.name, 'ok', undefined])
          expect(output?.account).toEqual({ ...account, integration_id: id })
          expect(Buffer.byteLength(JSON.stringify(output))).toBeLessThan(20_000)
        }
      }
      expect((await client.post(`/v1/integrations/${id}/reset`)).status).toBe(204)
    },
  )
})
