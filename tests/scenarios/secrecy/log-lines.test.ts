import { beforeAll, expect, test } from 'vitest'
import { createLog } from '@/lib/dashboard/log'
import { platformOn, type TestServer } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('the log of the server', (openStore) => {
  const lines: string[] = []
  let server: TestServer

  beforeAll(async () => {
    const log = createLog({ write: (line) => lines.push(line) })
    server = platformOn(await openStore(), { log })
  })

  const linesAbout = (requestId: string | null) =>
    lines.map((line) => JSON.parse(line)).filter((line) => line.request_id === requestId)

  test('names for each refusal the problem and the token that asked', async () => {
    const support = await server.client({ role: 'support' })
    const response = await support.post('/v1/integrations', { service: 'telegram' })
    const about = linesAbout(response.headers.get('x-request-id'))
    expect(about).toMatchObject([
      { msg: 'audit', problem: 'forbidden', audit: 'forbidden', token_id: support.tokenId },
      { msg: 'request', status: 403, token_id: support.tokenId, route: '/v1/integrations' },
    ])
  })

  test('names the error and its stack when a request fails unexpectedly', async () => {
    const client = await server.client({ account: 'unlucky' })
    const { id } = await client.connect('slack')
    await server.storage.db.schema.dropTable('events').execute()
    const response = await client.get(`/v1/integrations/${id}/events`)
    expect(await response.json()).toMatchObject({ status: 500, code: 'internal_error' })
    expect(linesAbout(response.headers.get('x-request-id'))).toMatchObject([
      { problem: 'internal_error', thrown: expect.any(String), stack: expect.any(String) },
      { status: 500 },
    ])
  })
})
