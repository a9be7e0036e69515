import { expect, test } from 'vitest'
import { createAnswerJudge } from '@/tests/support/openapi-answers'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('an event of a type that only a newer version knows', (openStore) => {
  test('is listed unchanged, among the other events', async () => {
    const server = platformOn(await openStore())
    const client = await server.client()
    const { id } = await client.connect('slack')
    const event = { id: 'evt_newer', account_id: client.accountId, integration_id: id }
    const at = Date.parse('2026-03-01T10:00:00.000Z')
    await server.storage.db
      .insertInto('events')
      .values({ ...event, at, type: 'tool_called', actor: 'automation', reason: 'post_message' })
      .execute()

    const path = `/v1/integrations/${id}/events`
    const answer = await client.get(path)
    const events = await answer.clone().json()
    expect(events).toContainEqual({
      id: 'evt_newer',
      at: '2026-03-01T10:00:00.000Z',
      type: 'tool_called',
      actor: 'automation',
      reason: 'post_message',
    })
    expect(events).toContainEqual(expect.objectContaining({ type: 'connected' }))
    const judge = createAnswerJudge(
      await (await server.anonymous('GET', '/v1/openapi.json')).json(),
    )
    await judge.judge('GET', path, answer)
  })
})
