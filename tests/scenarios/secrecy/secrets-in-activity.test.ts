import { expect, test } from 'vitest'
import { parseRow } from '@/lib/platform/grants/integration-row'
import { openCredential } from '@/lib/platform/grants/vault/vault'
import { createKeyring } from '@/lib/storage/keyring'
import { Canaries, readTables } from '@/tests/support/canaries'
import { newKeys, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

const pasted = 'canary-secret-that-was-pasted'

describeOnBothStores('the activity', (openStore) => {
  test('contains no code, state, link or token, whatever was done, refused or pasted', async () => {
    const canaries = new Canaries()
    const keys = newKeys()
    const server = platformOn(await openStore(), { keys })
    const admin = await server.client()
    const member = await server.client({ role: 'member' })
    canaries.plant('API token', admin.token)
    canaries.plant('API token', member.token)
    canaries.plant('pasted text', pasted)

    const back = await admin.goThrough('slack')
    const oauth_code = back.get('oauth_code') ?? ''
    canaries.plant('code', oauth_code)
    canaries.plant('state', back.get('state') ?? undefined)
    const order = { service: 'slack', oauth_code }
    expect((await admin.post('/v1/integrations', order)).status).toBe(201)
    const rows = await server.storage.db.selectFrom('integrations').selectAll().execute()
    for (const row of rows.map(parseRow)) {
      const { accessToken } = openCredential(createKeyring(keys), row.credential ?? '', row)
      canaries.plant('access token', accessToken)
    }

    // Another token with the same code ends the grant.
    expect((await admin.post('/v1/integrations', order)).status).toBe(400)
    expect((await member.post('/v1/integrations', order)).status).toBe(400)

    const { link } = await (await admin.post('/v1/invitations', { role: 'member' })).json()
    canaries.plant('secret of a link', new URL(link).searchParams.get('link') ?? undefined)
    const created = await admin.post('/v1/tokens', { name: 'CI', role: 'member' })
    canaries.plant('new token', (await created.json()).token)
    const hook = { url: 'https://app.example.com/hook', events: ['integration.error'] }
    const webhook = await (await admin.post('/v1/webhooks', hook)).json()
    canaries.plant('secret of a webhook', webhook.secret)

    for (const text of [pasted, oauth_code, admin.token, encodeURIComponent(link)]) {
      await member.delete(`/v1/tokens/${text}`)
      await admin.delete(`/v1/integrations/${text}`)
      await member.get(`/v1/people?cursor=${text}`)
      await admin.post(`/v1/tokens?name=${text}`, { name: text, role: text })
      await admin.post('/v1/invitations', { email: text, role: 'member', [text]: text })
    }

    const answers: Record<string, string> = {}
    for (const accept of ['application/json', 'text/csv']) {
      const response = await admin.send('GET', '/v1/activity?limit=200', { headers: { accept } })
      answers[`the answer as ${accept}`] = await response.text()
    }
    const { 'table activity': stored = '' } = await readTables(server.storage)
    expect(stored).toContain('token.revoke')
    expect(stored).toContain('"failed"')
    for (const [place, text] of Object.entries({ ...answers, 'the table': stored }))
      expect(canaries.foundIn(place, text)).toEqual([])
  })
})
