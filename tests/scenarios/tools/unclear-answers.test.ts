import { expect, test } from 'vitest'
import { fakeVendors, vendorSettings } from '@/tests/support/fake-vendors'
import { json } from '@/tests/support/live-scene'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { goodAnswers } from '@/tests/support/token-answers'
import { callTool } from '@/tests/support/tool-scene'

const greeting = { channel: 'general', text: 'Said once' }
const revoked = () => Response.json({ ok: false, error: 'token_revoked' })

/** Returns the failure of a connection that became unreachable after the request was sent. */
function unreachable(): Error {
  const cause = Object.assign(new Error('read EHOSTUNREACH'), { code: 'EHOSTUNREACH' })
  return new TypeError('fetch failed', { cause })
}

/** A Slack that keeps what was posted, and then answers what `answer` says. */
function fakeSlack() {
  const vendors = fakeVendors()
  vendors.tokenAnswer = () => Response.json(goodAnswers.slack)
  const messages: object[] = []
  const slack = {
    messages,
    answer: (posted: Response): Response => posted,
    /** True while Slack accepts no token. */
    isRevoked: false,
    async network(request: Request): Promise<Response> {
      const method = new URL(request.url).pathname.replace('/api/', '')
      if (slack.isRevoked && method !== 'oauth.v2.access') return revoked()
      if (method === 'conversations.list')
        return Response.json({ ok: true, channels: [{ id: 'C1', name: 'general' }] })
      if (method === 'conversations.history') return Response.json({ ok: true, messages })
      if (method === 'chat.getPermalink') return Response.json({ ok: false, error: 'none' })
      if (method !== 'chat.postMessage') return vendors.network(request)
      const metadata: unknown = JSON.parse(
        (await request.formData()).get('metadata')?.toString() ?? '',
      )
      messages.push({ ts: `1700000000.00000${messages.length}`, metadata })
      return slack.answer(
        Response.json({ ok: true, channel: 'C1', ts: `1700000000.00000${messages.length - 1}` }),
      )
    },
  }
  return slack
}

describeOnBothStores('a call whose vendor acts and gives no clear answer', async (openStore) => {
  const storage = await openStore()

  async function customer(account: string) {
    const slack = fakeSlack()
    const server = platformOn(storage, { settings: vendorSettings, network: slack.network })
    const client = await server.client({ account, environment: 'live' })
    return { slack, client, integration: await client.connect('slack') }
  }

  test.each<[string, () => Response]>([
    [
      'a proxy has lost the vendor',
      () => new Response('upstream connect error or disconnect/reset', { status: 503 }),
    ],
    [
      'the vendor becomes unreachable',
      () => {
        throw unreachable()
      },
    ],
  ])('is not done again when %s', async (name, answer) => {
    const { slack, client } = await customer(name)
    slack.answer = answer
    const first = await callTool(client, 'post_message', greeting, { key: 'k' })
    expect(first.error?.kind).toBe('outcome_unknown')
    slack.answer = (posted) => posted
    expect((await callTool(client, 'post_message', greeting, { key: 'k' })).outcome).toBe('ok')
    expect(slack.messages).toHaveLength(1)
  })

  test('turns the card when the grant has ended before the repetition, and is not done again', async () => {
    const { slack, client, integration } = await customer('Ended in between')
    slack.answer = () => new Response('', { status: 500 })
    await callTool(client, 'post_message', greeting, { key: 'k' })
    slack.answer = (posted) => posted
    slack.isRevoked = true
    const ended = await callTool(client, 'post_message', greeting, { key: 'k' })
    expect(ended.error?.kind).toBe('needs_reconnecting')
    const card = await json(client.get(`/v1/integrations/${integration.id}`))
    expect(card).toMatchObject({ status: 'error' })
    slack.isRevoked = false
    await client.connect('slack')
    expect((await callTool(client, 'post_message', greeting, { key: 'k' })).outcome).toBe('ok')
    expect(slack.messages).toHaveLength(1)
  })
})
