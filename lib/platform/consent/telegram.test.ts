import { expect, test } from 'vitest'
import {
  appUrl,
  connectOver,
  otherCallback,
  ownCallback,
  person,
  returnedParameters,
} from '@/tests/support/connect'
import { expectRefusal } from '@/tests/support/expect-refusal'
import { redirectTarget } from '@/tests/support/redirect-target'
import { describeOnBothStores } from '@/tests/support/stores'
import { ProviderError } from '../providers/provider-error'

const ana = person('ana')
const token = '123456789:AAE-own_bot'
const path = '/integrations/connect/telegram'
const fields = { service: 'telegram', redirect_uri: ownCallback, state: 'xyz', person: ana.id }
const link = `/integrations/connect?${new URLSearchParams(fields)}`

const telegramSays = (status: number, body: unknown) => async () => Response.json(body, { status })
const validBot = telegramSays(200, { ok: true, result: { id: 123456789, username: 'ana_bot' } })
const unauthorized = telegramSays(401, { ok: false, error_code: 401, description: 'Unauthorized' })

describeOnBothStores('the Telegram page', async (openStore) => {
  const storage = await openStore()

  const claim = (code: string | undefined) => ({
    code: code ?? '',
    accountId: ana.accountId,
    environment: ana.environment,
    service: 'telegram' as const,
    tokenId: 'tok_1',
  })

  test('offers the Miteos bot and a field for a token that the browser does not remember', async () => {
    const response = await connectOver(storage).browser(ana).get(link)
    const text = await response.text()
    expect(response.status).toBe(200)
    expect(text).toContain('>Use the Miteos bot</button>')
    expect(text).toContain('<label for="bot_token">Bot token</label>')
    expect(text).toMatch(/<input type="text" id="bot_token"[^>]* autocomplete="off"/)
  })

  test('is shown also after a click on our own page', async () => {
    const clicked = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate' }
    const response = await connectOver(storage).browser(ana).get(link, clicked)
    expect(response.status).toBe(200)
  })

  test('offers only the field when there is no Miteos bot', async () => {
    const { browser, logged } = connectOver(storage, { botToken: '' })
    const visitor = browser(ana)
    const text = await (await visitor.get(link)).text()
    expect(text).not.toContain('Use the Miteos bot')
    expect(text).toContain('Bot token')
    const posted = await visitor.post(path, { ...fields, bot: 'miteos' })
    await expectRefusal(posted, 404, 'Telegram is not set up on this server', logged)
  })

  test('returns a code for the Miteos bot without asking Telegram', async () => {
    const { browser, codes } = connectOver(storage)
    const response = await browser(ana).post(path, { ...fields, bot: 'miteos' })
    expect(response.status).toBe(303)
    const sent = returnedParameters(response)
    expect(sent).toEqual({
      oauth_code: expect.stringMatching(/^mtoc_/),
      service: 'telegram',
      state: 'xyz',
      iss: appUrl,
    })
    expect(await codes.redeem(claim(sent.oauth_code))).toMatchObject({
      outcome: 'redeemed',
      grantInput: { kind: 'shared_bot' },
    })
  })

  test('returns a code for a bot that Telegram knows, and does not show its token', async () => {
    const { browser, codes, logged } = connectOver(storage, { network: validBot })
    const visitor = browser(ana)
    const response = await visitor.post(path, {
      ...fields,
      redirect_uri: otherCallback,
      bot: 'own',
      bot_token: ` ${token} `,
    })
    expect(redirectTarget(response)).toMatch(/^https:\/\/app\.example\.com\/done\?tenant=7&/)
    const { oauth_code: code } = returnedParameters(response)
    expect(await response.text()).not.toContain('AAE-own_bot')
    expect(logged()).not.toContain('AAE-own_bot')
    const rows = await storage.db.selectFrom('oauth_codes').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain('AAE-own_bot')
    expect(await codes.redeem(claim(code))).toMatchObject({ grantInput: { kind: 'bot', token } })
  })

  test.each([
    ['nothing', '', validBot, 422, 'Paste the token'],
    ['only spaces', '  ', validBot, 422, 'Paste the token'],
    ['something else', 'hello', validBot, 422, 'This is not a bot token'],
    ['one of our codes', `mtoc_${'A'.repeat(43)}`, validBot, 422, 'This is not a bot token'],
    ['a path', '1:a/../../getUpdates', validBot, 422, 'This is not a bot token'],
    ['a line break within', '1:a\r\nb', validBot, 422, 'This is not a bot token'],
    ['a token of 10 KB', `1:${'a'.repeat(10_000)}`, validBot, 422, 'This is not a bot token'],
    ['a token that is unknown', token, unauthorized, 422, 'does not accept this token'],
    ['a token while Telegram fails', token, telegramSays(500, {}), 503, 'is not answering'],
    [
      'a token while Telegram limits requests',
      token,
      telegramSays(429, {}),
      503,
      'is not answering',
    ],
    [
      'a token while Telegram sends an unusable answer',
      token,
      telegramSays(200, []),
      503,
      'is not answering',
    ],
    [
      'a token while Telegram does not answer',
      token,
      () => Promise.reject(new ProviderError('telegram', 'timeout', 'timeout')),
      503,
      'is not answering',
    ],
  ])('says in a sentence what is wrong with %s', async (_, botToken, network, status, sentence) => {
    const { browser, logged } = connectOver(storage, { network })
    const before = await storage.db.selectFrom('oauth_codes').select('hash').execute()
    const response = await browser(ana).post(path, { ...fields, bot: 'own', bot_token: botToken })
    const text = await response.text()
    expect(response.status).toBe(status)
    expect(text).toMatch(new RegExp(`role="alert">[^<]*${sentence}`))
    expect(text).toContain('aria-invalid="true"')
    expect(text).toContain('value="xyz"')
    const reference = /Reference <code>([\w-]+)</.exec(text)?.[1]
    expect(reference !== undefined).toBe(status === 503)
    expect(logged()).toContain(reference ?? '')
    if (botToken.length > 5) {
      expect(text).not.toContain(botToken)
      expect(logged()).not.toContain(botToken)
    }
    expect(await storage.db.selectFrom('oauth_codes').select('hash').execute()).toEqual(before)
  })

  test('refuses its form from another site, from another person, and with two tokens', async () => {
    const { browser, logged } = connectOver(storage, { network: validBot })
    const visitor = browser(ana)
    const own = { ...fields, bot: 'own', bot_token: token }
    const evil = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    await expectRefusal(
      await visitor.post(path, own, evil),
      403,
      'This did not come from a Miteos page',
      logged,
    )
    await expectRefusal(
      await browser(person('ben')).post(path, own),
      403,
      'This browser is signed in differently now',
      logged,
    )
    await expectRefusal(
      await visitor.post(path, [...Object.entries(own), ['bot_token', token]]),
      400,
      'The request contains a parameter twice',
      logged,
    )
  })

  test('asks Telegram no more often than a person may connect in a minute', async () => {
    const { browser, logged } = connectOver(storage, {
      network: unauthorized,
      connectsPerMinute: 1,
    })
    const visitor = browser(ana)
    const own = { ...fields, bot: 'own', bot_token: token }
    expect((await visitor.post(path, own)).status).toBe(422)
    const second = await visitor.post(path, own)
    await expectRefusal(second, 429, 'Too many connections at once', logged)
  })

  test('leads to sign-in and back when nobody is signed in', async () => {
    const response = await connectOver(storage)
      .browser(null)
      .post(path, { ...fields, bot: 'miteos' })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toMatch(/^\/sign-in\?callbackUrl=/)
  })
})
