import { expect, test } from 'vitest'
import {
  attemptsOf,
  browserOf,
  foundBy,
  onlyAttemptOf,
  referenceOn,
  stepsOf,
} from '@/tests/support/connect-attempts'
import { appUrl, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

const ownBot = '8765432109:AAHsomebodysOwnBotTokenOf35Letters1'

describeOnBothStores('the record of an attempt to connect Telegram', async (openStore) => {
  const server = platformOn(await openStore())

  test.each([
    ['the Miteos bot', undefined],
    ['an own bot', ownBot],
  ])('has no provider and no exchange for %s', async (name, botToken) => {
    const by = await server.client({ account: name })
    const { id } = await by.connect('telegram', botToken ? { botToken } : {})
    const attempt = await onlyAttemptOf(by)
    expect(attempt).toMatchObject({ outcome: 'connected', integration_id: id })
    expect(stepsOf(attempt)).toEqual(['started', 'code_given', 'identified', 'connected'])
  })

  /** Returns a live account where Telegram gives this answer, and a function that submits a bot token. */
  async function withTelegram(account: string, answer: () => Promise<Response>) {
    const live = platformOn(server.storage, {
      settings: { liveClients: { telegram: { id: 'bot', secret: '1:shared' } } },
      network: answer,
    })
    const by = await live.client({ account, environment: 'live' })
    const browser = browserOf(live, by)
    const submit = (bot_token: string) =>
      browser.send(`${appUrl}/integrations/connect/telegram`, {
        method: 'POST',
        headers: { origin: appUrl, 'sec-fetch-site': 'same-origin' },
        body: new URLSearchParams({
          service: 'telegram',
          redirect_uri: `${appUrl}/callback`,
          bot: 'own',
          bot_token,
        }),
      })
    return { by, submit }
  }

  test('names a bot that Telegram refuses, and no text that is no bot token', async () => {
    const { by, submit } = await withTelegram('refused bot', async () =>
      Response.json({ ok: false, error_code: 401 }, { status: 401 }),
    )
    expect((await submit('')).status).toBe(422)
    expect((await submit('no token')).status).toBe(422)
    expect(await attemptsOf(by)).toEqual([])
    expect((await submit(ownBot)).status).toBe(422)
    const attempt = await onlyAttemptOf(by)
    expect(attempt).toMatchObject({
      outcome: 'failed',
      reason: 'Telegram does not accept this token. Copy it again from @BotFather.',
    })
    expect(stepsOf(attempt)).toEqual(['started', 'code_given: failed'])
  })

  test('is found by the reference of the page that says that Telegram is not answering', async () => {
    const { by, submit } = await withTelegram('no Telegram', () =>
      Promise.reject(new TypeError('fetch failed')),
    )
    const page = await submit(ownBot)
    expect(page.status).toBe(503)
    const attempt = await onlyAttemptOf(by)
    expect(await foundBy(by, await referenceOn(page))).toEqual([attempt.id])
    expect(attempt).toMatchObject({
      outcome: 'failed',
      reason: 'Telegram is not answering at the moment. Try again in a minute.',
    })
  })
})
