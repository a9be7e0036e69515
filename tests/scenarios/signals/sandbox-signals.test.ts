import { expect, test } from 'vitest'
import type { Check } from '@/lib/contract/api/check'
import { catalogue, type Service } from '@/lib/contract/services/catalogue'
import { sandboxSigningSecrets } from '@/lib/platform/core/sandbox-registrations'
import { json } from '@/tests/support/live-scene'
import { type Client, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { fromSlack, signingSecrets, slackEvent } from '@/tests/support/vendor-signals'

const servicesThat = (sendSignals: boolean): Service[] =>
  catalogue
    .filter(({ vendor }) => (vendor.sendsSignals ?? false) === sendSignals)
    .map(({ service }) => service)

const checksOf = async (client: Client, { id }: { id: string }): Promise<string[]> => {
  const checks: Check[] = await json(client.get(`/v1/integrations/${id}/checks`))
  return checks.map(({ cause, outcome }) => `${cause} ${outcome}`)
}

const inject = (client: Client, { id }: { id: string }, body: object) =>
  client.post(`/v1/integrations/${id}/faults`, body)

describeOnBothStores('a revocation in the sandbox', (openStore) => {
  async function connected(service: Service, account = 'default') {
    const server = platformOn(await openStore(), { settings: { signalSecrets: signingSecrets } })
    const client = await server.client({ account })
    return { server, client, integration: await client.connect(service) }
  }

  test('is told by the vendors of four services', () => {
    expect(servicesThat(true)).toEqual(['gmail', 'slack', 'stripe', 'google_ads'])
  })

  test.each(servicesThat(true))(
    'of %s is found by the check to which the vendor’s signal leads',
    async (service) => {
      const { server, client, integration } = await connected(service)
      const answer = await inject(client, integration, { fault: 'revoke', signal: true })
      expect(await json(Promise.resolve(answer))).toMatchObject({
        status: 'error',
        status_reason: 'revoked',
      })
      expect(await checksOf(client, integration)).toEqual(['signal dead'])
      const events = await json(client.get(`/v1/integrations/${integration.id}/events`))
      expect(events.map(({ type }: { type: string }) => type)).toEqual([
        'status_error',
        'fault_injected',
        'connected',
      ])
      expect(server.logged()).toContain('a signal was received')
      expect(server.logged()).not.toContain('refused')
    },
  )

  test.each(servicesThat(true))(
    'of %s is found by the next check when the vendor tells nobody',
    async (service) => {
      const { server, client, integration } = await connected(service)
      const answer = await inject(client, integration, { fault: 'revoke', signal: false })
      expect(await json(Promise.resolve(answer))).toMatchObject({ status: 'connected' })
      await server.platform.runBackground()
      expect(await checksOf(client, integration)).toEqual([])
      server.advance(17 * 60_000)
      await server.platform.runBackground()
      expect(await checksOf(client, integration)).toEqual(['sweep dead'])
    },
  )

  test('is checked at once when the request says nothing about a signal', async () => {
    const { server, client, integration } = await connected('slack')
    await inject(client, integration, { fault: 'revoke' })
    expect(await checksOf(client, integration)).toEqual(['forced dead'])
    expect(server.logged()).not.toContain('a signal was received')
  })

  test.each(servicesThat(false))(
    'of %s has no signal, and none can be asked for',
    async (service) => {
      const server = platformOn(await openStore())
      const client = await server.client()
      const { id } =
        service === 'telegram'
          ? await json(client.post('/v1/integrations', { service }))
          : await client.connect(service)
      const answer = await inject(client, { id }, { fault: 'revoke', signal: true })
      expect(answer.status).toBe(422)
      expect(await answer.json()).toMatchObject({ field: 'signal' })
      await client.post(`/v1/integrations/${id}/check`)
      expect(await checksOf(client, { id })).toEqual(['forced alive'])
    },
  )

  test('is the only fault about which a signal can be asked for', async () => {
    const { client, integration } = await connected('slack')
    for (const fault of ['expire', 'fail_refresh']) {
      const answer = await inject(client, integration, { fault, signal: true })
      expect(answer.status).toBe(422)
      expect(await answer.json()).toMatchObject({ field: 'signal' })
    }
    expect(await checksOf(client, integration)).toEqual([])
  })

  test('is told about an account, so everybody’s integration of it is checked and each keeps its own status', async () => {
    const { server, client, integration } = await connected('slack')
    const other = await server.client({ account: 'other' })
    const theirs = await other.connect('slack')
    const elsewhere = await other.connect('slack', { account: 'T01SANDBOX2.U01SANDBOX2' })
    await inject(client, integration, { fault: 'revoke', signal: true })
    expect(await checksOf(client, integration)).toEqual(['signal dead'])
    expect(await checksOf(other, theirs)).toEqual(['signal alive'])
    expect(await checksOf(other, elsewhere)).toEqual([])
  })

  test('cannot be told with the secret of the real vendor', async () => {
    const { server, client, integration } = await connected('slack')
    const event = {
      ...slackEvent({ type: 'app_uninstalled' }),
      team_id: 'T01SANDBOX1',
    }
    const send = async (secret: string) => {
      const { headers, body } = fromSlack(event, { secret })
      const { status } = await server.anonymous('POST', '/signals/slack', { headers, body })
      await server.platform.runBackground()
      return status
    }
    expect(await send(signingSecrets.slack)).toBe(202)
    expect(await checksOf(client, integration)).toEqual([])
    expect(await send(sandboxSigningSecrets.slack)).toBe(202)
    expect(await checksOf(client, integration)).toEqual(['signal alive'])
  })
})
