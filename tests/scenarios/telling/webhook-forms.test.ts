import { expect, test } from 'vitest'
import { newWebhook, shownOnceIn } from '@/lib/dashboard/settings/shown-once-cookie'
import {
  submitAddWebhook,
  submitDeleteWebhook,
  submitResend,
  submitSendTest,
} from '@/lib/dashboard/settings/webhook-forms'
import { dashboardOverPlatform } from '@/tests/support/dashboard-over-platform'
import { platformOn } from '@/tests/support/platform'
import { startReceiver, verified } from '@/tests/support/receiver'
import { describeOnBothStores } from '@/tests/support/stores'
import { createWebhook, deliveriesOf } from '@/tests/support/webhooks'

const path = '/settings/webhooks'
const url = 'https://app.example.com/hooks'

function locationOf(response: Response): URL {
  expect(response.status).toBe(303)
  return new URL(response.headers.get('location') ?? '', 'http://localhost')
}

describeOnBothStores('the forms about webhooks', async (openStore) => {
  const server = platformOn(await openStore())

  test('add one webhook when the button is pressed twice, and show its secret to this session only', async () => {
    const { browser, client, dashboard, session } = await dashboardOverPlatform(server, {
      account: 'adds',
    })
    const receiver = await startReceiver()
    const fields = { url: ` ${receiver.url} `, events: 'integration.connected', key: 'one-form' }
    const [first, second] = await Promise.all([
      browser.post(submitAddWebhook, path, { fields }),
      browser.post(submitAddWebhook, path, { fields }),
    ])
    expect(locationOf(first).href).toBe(locationOf(second).href)
    const listed = await (await client.get('/v1/webhooks')).json()
    expect(listed).toMatchObject([{ url: receiver.url, events: ['integration.connected'] }])
    expect(locationOf(first).search).toBe(`?added=${listed[0].id}`)
    const { keyring, settings } = dashboard
    const sealing = { keyring, sessionIdHash: session.idHash }
    const cookies = browser.cookieHeader()
    const shown = shownOnceIn(cookies, newWebhook, sealing, settings.appUrl)
    await client.connect('slack')
    await receiver.messages(1)
    const [received] = receiver.received
    if (!received) throw new Error('nothing was received')
    expect(verified(received, shown?.secret ?? '')).toMatchObject({ type: 'integration.connected' })
    expect(cookies).not.toContain(shown?.secret)
    const other = { keyring, sessionIdHash: 'another' }
    expect(shownOnceIn(cookies, newWebhook, other, settings.appUrl)).toBeNull()
  })

  test.each([
    ['a private address', { url: 'https://10.0.0.1/', events: 'integration.error' }],
    ['http', { url: 'http://app.example.com/', events: 'integration.error' }],
    ['no event', { url, events: '' }],
  ])('lead back with what was typed for %s', async (name, typed) => {
    const { browser, client } = await dashboardOverPlatform(server, { account: `types ${name}` })
    const fields = { ...typed, description: 'On call' }
    const { searchParams } = locationOf(await browser.post(submitAddWebhook, path, { fields }))
    expect(Object.fromEntries(searchParams)).toEqual({ error: 'add_invalid', ...fields })
    expect(await (await client.get('/v1/webhooks')).json()).toEqual([])
  })

  test('change nothing for a member', async () => {
    const account = 'of a member'
    const { id } = await createWebhook(await server.client({ account }))
    const { browser } = await dashboardOverPlatform(server, { account, role: 'member' })
    const fields = { url, events: 'integration.error' }
    const params = { id }
    const errors = [
      await browser.post(submitAddWebhook, path, { fields }),
      await browser.post(submitDeleteWebhook, path, { params }),
      await browser.post(submitSendTest, path, { params }),
      await browser.post(submitResend, path, { params, fields: { delivery: 'dlv_01HXYZ' } }),
    ].map((response) => locationOf(response).searchParams.get('error'))
    expect(errors).toEqual([
      'add_forbidden',
      'delete_forbidden',
      'test_forbidden',
      'resend_forbidden',
    ])
  })

  test('send a test and send it again, and wait for the answer', async () => {
    const { browser, client } = await dashboardOverPlatform(server, { account: 'tests' })
    const receiver = await startReceiver()
    const { id } = await createWebhook(client, { url: receiver.url })
    const params = { id }
    const tested = locationOf(await browser.post(submitSendTest, path, { params }))
    const [delivery] = await deliveriesOf(client, id)
    expect(delivery).toMatchObject({ event: 'test.ping', status: 204 })
    expect([tested.pathname, tested.hash]).toEqual([path, `#${id}`])
    const sent = { webhook: id, sent: delivery?.message_id }
    expect(Object.fromEntries(tested.searchParams)).toEqual(sent)
    const fields = { delivery: delivery?.id ?? '' }
    const resent = locationOf(await browser.post(submitResend, path, { params, fields }))
    expect(Object.fromEntries(resent.searchParams)).toEqual(sent)
    expect(await deliveriesOf(client, id)).toMatchObject([{ attempt: 2 }, { attempt: 1 }])
    expect(receiver.types()).toEqual(['test.ping', 'test.ping'])
  })

  test('delete a webhook, and one that is already gone counts as deleted', async () => {
    const { browser, client } = await dashboardOverPlatform(server, { account: 'deletes' })
    const params = { id: (await createWebhook(client)).id }
    for (const round of ['first', 'second']) {
      const deleted = locationOf(await browser.post(submitDeleteWebhook, path, { params }))
      expect(deleted.search, round).toBe('?deleted=1')
    }
    expect(await (await client.get('/v1/webhooks')).json()).toEqual([])
  })

  test('say that a webhook is gone which somebody deleted meanwhile', async () => {
    const { browser, client } = await dashboardOverPlatform(server, { account: 'is too late' })
    const params = { id: (await createWebhook(client)).id }
    await browser.post(submitDeleteWebhook, path, { params })
    const tested = locationOf(await browser.post(submitSendTest, path, { params }))
    expect(tested.search).toBe('?error=test_gone')
    const fields = { delivery: 'dlv_01HXYZ' }
    const resent = locationOf(await browser.post(submitResend, path, { params, fields }))
    expect(resent.search).toBe('?error=resend_gone')
  })

  test.each([
    ['a webhook', submitDeleteWebhook, {}],
    ['a webhook to test', submitSendTest, {}],
    ['a delivery', submitResend, { id: 'whk_01HXYZ' }],
  ])('say that there is nothing for an id that cannot be one of %s', async (_, form, params) => {
    const { browser } = await dashboardOverPlatform(server, { account: 'guesses' })
    const response = await browser.post(form, path, { params: { id: 'int_a', ...params } })
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('Nothing was changed')
  })
})
