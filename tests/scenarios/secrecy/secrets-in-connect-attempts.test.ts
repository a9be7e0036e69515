import { expect, test } from 'vitest'
import { transactionSecrets } from '@/lib/platform/consent/transaction-secrets'
import { parseRow } from '@/lib/platform/grants/integration-row'
import { openCredential } from '@/lib/platform/grants/vault/vault'
import { createKeyring } from '@/lib/storage/keyring'
import { Canaries, readTables } from '@/tests/support/canaries'
import { answerFor, browserOf, referenceOn } from '@/tests/support/connect-attempts'
import { newKeys, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

const botToken = '8765432109:AAHcanaryBotTokenOf35LettersLong1'
const uri = 'https://app.example.com/done?tenant=7'

describeOnBothStores('the record of an attempt', (openStore) => {
  test('contains no code, state, token or verifier, however the attempt ended', async () => {
    const canaries = new Canaries()
    const keys = newKeys()
    const keyring = createKeyring(keys)
    const server = platformOn(await openStore(), { keys })
    const { db } = server.storage
    const by = await server.client()
    canaries.plant('API token', by.token)
    canaries.plant('bot token', botToken)
    await by.post('/v1/redirect_uris', { uri, app_name: 'Onboarding' })

    const outcomes: number[] = []
    async function walk(choices: object, redirectUri?: string) {
      const browser = browserOf(server, by, redirectUri)
      const provider = await browser.leave('github', choices)
      canaries.plant('state at the provider', provider.searchParams.get('state') ?? undefined)
      canaries.plant('challenge', provider.searchParams.get('code_challenge') ?? undefined)
      const transactions = await db.selectFrom('transactions').selectAll().execute()
      const verifiers = transactions.map((row) => transactionSecrets(keyring).open(row))
      for (const { codeVerifier } of verifiers) {
        if (codeVerifier) canaries.plant('verifier', codeVerifier)
      }
      const forged = { code: 'canary_forged_code', error: 'server_error' }
      canaries.plant('forged code', forged.code)
      await referenceOn(await browser.comeBack(answerFor('github', provider, forged)))
      const address = await browser.answerAt(provider, choices)
      const providerCode = address.searchParams.get('code')
      if (providerCode) canaries.plant('provider code', providerCode)
      const back = await browser.comeBack(address)
      await browserOf(server, by).comeBack(address)
      const { searchParams } = new URL(back.headers.get('location') ?? '')
      const oauth_code = searchParams.get('oauth_code')
      if (!oauth_code) return
      canaries.plant('code', oauth_code)
      for (let count = 0; count < 2; count++) {
        const response = await by.post('/v1/integrations', { service: 'github', oauth_code })
        outcomes.push(response.status)
      }
    }
    await walk({ reference: 'of-the-client' })
    await walk({}, uri)
    await walk({ decision: 'deny' })
    await walk({ scenario: 'token_endpoint_500' })
    await walk({ scenario: 'expired_code' })
    const telegram = await by.goThrough('telegram', { botToken })
    const oauth_code = telegram.get('oauth_code') ?? ''
    canaries.plant('code for a bot', oauth_code)
    const bot = await by.post('/v1/integrations', { service: 'telegram', oauth_code })
    expect([...outcomes, bot.status]).toEqual([201, 400, 200, 400, 502, 400, 400, 400, 201])
    const rows = await db.selectFrom('integrations').selectAll().execute()
    for (const row of rows.map(parseRow)) {
      const { accessToken } = openCredential(keyring, row.credential ?? '', row)
      canaries.plant('access token', accessToken)
    }

    const dump = await readTables(server.storage)
    const texts = Object.entries(dump).filter(([place]) => place.includes('connect_attempt'))
    expect(texts.map(([place]) => place).sort()).toEqual([
      'table connect_attempt_references',
      'table connect_attempt_steps',
      'table connect_attempts',
    ])
    for (const [, text] of texts) expect(text.length).toBeGreaterThan(200)
    expect(texts.flatMap(([place, text]) => canaries.foundIn(place, text))).toEqual([])
    const answer = await (await by.get('/v1/connect_attempts')).text()
    expect(canaries.foundIn('the answer', answer)).toEqual([])
    expect(answer).not.toContain('of-the-client')
  })
})
