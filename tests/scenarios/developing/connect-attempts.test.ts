import { expect, test } from 'vitest'
import { connectSteps } from '@/lib/contract/api/connect-attempt'
import type { Service } from '@/lib/contract/services/catalogue'
import {
  answerFor,
  attemptOf,
  attemptsOf,
  browserOf,
  foundBy,
  onlyAttemptOf,
  stepsOf,
  untilCode,
} from '@/tests/support/connect-attempts'
import { fakeGithub, githubSettings } from '@/tests/support/fake-github'
import { appUrl, type Client, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('the record of an attempt to connect', async (openStore) => {
  const github = fakeGithub()
  const settings = githubSettings
  const server = platformOn(await openStore(), { settings, network: github.network })
  const post = async (by: Client, body: object) => {
    const response = await by.post('/v1/integrations', body)
    return { status: response.status, body: await response.json() }
  }

  test('has every step from Continue to the integration', async () => {
    const by = await server.client({ account: 'every step' })
    const { id } = await by.connect('slack')
    const attempt = await onlyAttemptOf(by)
    expect(attempt).toMatchObject({
      service: 'slack',
      redirect_host: 'localhost:3000',
      started_by: { kind: 'token', id: by.tokenId, name: 'admin of every step' },
      outcome: 'connected',
      integration_id: id,
    })
    expect(attempt.id).toMatch(/^att_/)
    expect(attempt).not.toHaveProperty('app_name')
    expect(attempt).not.toHaveProperty('reason')
    expect(stepsOf(attempt)).toEqual([...connectSteps])
    const times = attempt.steps.map(({ at }) => at)
    expect(times).toEqual([...times].sort())
    expect(attempt.started_at).toBe(times[0])
    for (const { request_id } of attempt.steps) expect(request_id).toMatch(/^[\w-]{8,64}$/)
    expect(new Set(attempt.steps.map(({ request_id }) => request_id)).size).toBe(3)
    expect(await attemptOf(by, attempt.id)).toEqual(attempt)
  })

  test.each([
    ['https://app.example.com/done?tenant=7', 'app.example.com'],
    ['http://127.0.0.1:8765/callback', '127.0.0.1:8765'],
  ])('names the app and the host of %s', async (uri, host) => {
    const by = await server.client({ account: `app at ${host}` })
    await by.post('/v1/redirect_uris', { uri, app_name: 'Onboarding' })
    const back = await browserOf(server, by, uri).connect('notion')
    await post(by, { service: 'notion', oauth_code: back.get('oauth_code') })
    expect(await onlyAttemptOf(by)).toMatchObject({
      app_name: 'Onboarding',
      redirect_host: host,
      outcome: 'connected',
    })
  })

  test('begins neither with a page nor without a code', async () => {
    const by = await server.client({ account: 'nothing pressed' })
    const { send } = browserOf(server, by)
    const link = `${appUrl}/integrations/connect?${new URLSearchParams({ service: 'slack', redirect_uri: `${appUrl}/callback` })}`
    expect((await send(link)).status).toBe(200)
    expect((await send(link, { method: 'HEAD' })).status).toBe(200)
    expect((await post(by, { service: 'telegram' })).status).toBe(201)
    expect(await attemptsOf(by)).toEqual([])
    const clicked = await send(link, { headers: { 'sec-fetch-site': 'same-origin' } })
    expect(clicked.status).toBe(303)
    expect(await onlyAttemptOf(by)).toMatchObject({ outcome: 'under_way' })
  })

  test('ends as denied when the person cancels at the provider', async () => {
    const by = await server.client({ account: 'denied' })
    const back = await by.goThrough('slack', { decision: 'deny' })
    const attempt = await onlyAttemptOf(by)
    const reason = 'The person cancelled.'
    expect(back.get('error_description')).toBe(reason)
    expect(attempt).toMatchObject({ outcome: 'denied', reason })
    expect(stepsOf(attempt)).toEqual(['started', 'at_provider', 'returned: failed'])
    expect(attempt.steps[2]).toMatchObject({ failed: true, reason })
  })

  test('ends as failed with another error of the provider', async () => {
    const by = await server.client({ account: 'provider error' })
    const browser = browserOf(server, by)
    const provider = await browser.leave('slack')
    const back = await browser.comeBack(answerFor('slack', provider, { error: 'server_error' }))
    const told = new URL(back.headers.get('location') ?? '').searchParams
    const attempt = await onlyAttemptOf(by)
    expect(attempt).toMatchObject({ outcome: 'failed', reason: told.get('error_description') })
    expect(stepsOf(attempt)).toEqual(['started', 'at_provider', 'returned: failed'])
  })

  test.each<[string, Service, string, string[], number]>([
    ['the code has expired', 'slack', 'expired_code', ['exchanged: failed'], 400],
    ['the exchange fails', 'gmail', 'token_endpoint_500', ['exchanged: failed'], 502],
    ['the answer is unusable', 'github', 'token_endpoint_garbage', ['exchanged: failed'], 502],
    [
      'nothing usable was granted',
      'google_ads',
      'fewer_scopes',
      ['exchanged', 'identified', 'connected: failed'],
      422,
    ],
  ])('ends where it failed, when %s', async (name, service, scenario, steps, status) => {
    const by = await server.client({ account: name })
    const oauth_code = await by.code(service, { scenario })
    const answer = await post(by, { service, oauth_code })
    expect(answer.status).toBe(status)
    const attempt = await onlyAttemptOf(by)
    expect(attempt).toMatchObject({ outcome: 'failed', reason: answer.body.detail })
    expect(attempt).not.toHaveProperty('integration_id')
    expect(stepsOf(attempt)).toEqual([...untilCode, ...steps])
    const { detail: reason, request_id } = answer.body
    expect(attempt.steps.at(-1)).toMatchObject({ reason, request_id })
  })

  test('ends where the account could not be identified', async () => {
    const by = await server.client({ account: 'nobody', environment: 'live' })
    github.setAnswer('GET /user', () => new Response('Internal Server Error', { status: 500 }))
    const { status, body } = await post(by, {
      service: 'github',
      oauth_code: await by.code('github'),
    })
    github.setAnswer('GET /user', undefined)
    expect(status).toBe(502)
    const attempt = await onlyAttemptOf(by)
    expect(attempt).toMatchObject({ outcome: 'failed', reason: body.detail })
    expect(stepsOf(attempt)).toEqual([...untilCode, 'exchanged', 'identified: failed'])
  })

  test('fails with another account, and is connected when the person decides', async () => {
    const by = await server.client({ account: 'another account' })
    const known = await by.connect('gmail')
    const oauth_code = await by.code('gmail', { scenario: 'other_account' })
    const request = { service: 'gmail', oauth_code, reconnects: known.id }
    const mismatch = await post(by, request)
    expect(mismatch.status).toBe(409)
    const [failed] = await attemptsOf(by)
    expect(failed).toMatchObject({ outcome: 'failed', reason: mismatch.body.detail })
    const again = await post(by, request)
    expect(again.status).toBe(409)
    const decided = await post(by, { ...request, replace: true })
    expect(decided.status).toBe(200)
    const [connected] = await attemptsOf(by)
    expect(connected).toMatchObject({ outcome: 'connected', integration_id: known.id })
    expect(connected).not.toHaveProperty('reason')
    expect(connected && stepsOf(connected)).toEqual([...connectSteps])
    expect(connected?.steps.slice(0, 6)).toEqual(failed?.steps.slice(0, 6))
  })

  test('has the steps of the first request when a code is sent five times at once', async () => {
    const by = await server.client({ account: 'five at once' })
    const oauth_code = await by.code('slack')
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => post(by, { service: 'slack', oauth_code })),
    )
    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses).toEqual([201, 400, 400, 400, 400])
    const attempt = await onlyAttemptOf(by)
    expect(attempt).toMatchObject({ outcome: 'connected' })
    expect(stepsOf(attempt)).toEqual([...connectSteps])
    for (const { body } of answers.filter(({ status }) => status === 400)) {
      expect(await foundBy(by, body.request_id)).toEqual([attempt.id])
    }
  })
})
