import { createServer } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { freePort } from '@/scripts/free-port'
import { residentMemory } from '@/scripts/resident-memory'
import { expect, newToken, test, token } from '../support/remote-miteos'
import { type Answer, json } from '../support/scripted-miteos'
import { card, integrationsRegion, scriptsHaveRun, signIn } from '../support/steps'

const megabyte = 1024 * 1024

/** Answers with 200 MB, as fast as the client reads. */
const answerHuge: Answer = async (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  const chunk = Buffer.alloc(megabyte, ' ')
  const body = Readable.from(Array.from({ length: 200 }, () => chunk))
  await pipeline(body, response).catch(() => undefined)
}

const answerByteByByte: Answer = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).write('[')
  const timer = setInterval(() => response.write(' '), 500)
  response.on('close', () => clearInterval(timer))
}

test('an answer of 200 MB instead of a list is an error and does not take 100 MB of memory', async ({
  page,
  dashboard,
  miteos,
}) => {
  await signIn(page, token)
  const before = residentMemory(dashboard.child.pid ?? 0)
  miteos.listAnswer = answerHuge
  let maximum = before
  for (let round = 0; round < 6; round++) {
    const answers = await Promise.all([
      page.request.get('/api/integrations'),
      page.request.get('/integrations?wait=1'),
    ])
    expect(answers.map((answer) => answer.status())).toEqual([502, 200])
    expect(await answers[0].json()).toMatchObject({ code: 'upstream_invalid' })
    expect(await answers[1].text()).toContain('Could not load')
    maximum = Math.max(maximum, residentMemory(dashboard.child.pid ?? 0))
  }
  expect((maximum - before) / megabyte).toBeLessThan(100)
  await expect.poll(() => miteos.connections()).toBeLessThanOrEqual(1)
})

test('a list that arrives byte by byte is given up in time and leaves no connection open', async ({
  page,
  miteos,
}) => {
  await signIn(page, token)
  miteos.listAnswer = answerByteByByte
  const begin = performance.now()
  const answers = await Promise.all([
    page.request.get('/api/integrations'),
    page.request.get('/integrations?wait=1'),
    page.request.get('/integrations'),
  ])
  expect(performance.now() - begin).toBeLessThan(4000)
  expect(answers.map((answer) => answer.status())).toEqual([504, 200, 200])
  // An open page asks again and again.
  await page.goto('about:blank')
  await expect.poll(() => miteos.connections()).toBeLessThanOrEqual(1)
})

for (const status of [301, 302, 303, 307, 308]) {
  test(`the token does not follow a ${status} to another host`, async ({ page, miteos }) => {
    await signIn(page, token)
    const port = await freePort()
    const visits: string[] = []
    const canary = createServer((request, response) => {
      visits.push(`${request.method} ${request.url}`)
      response.end('[]')
    }).listen(port, '127.0.0.1')
    miteos.answerToAll = json(status, null, {
      location: `http://127.0.0.1:${port}/v1/integrations`,
    })
    const list = await page.request.get('/api/integrations')
    expect([list.status(), list.headers().location]).toEqual([502, undefined])
    const shown = await page.request.get('/integrations?wait=1')
    expect([shown.status(), shown.url()]).toEqual([200, expect.stringContaining('/integrations')])
    const removed = await page.request.delete('/api/integrations/int_a', {
      headers: { origin: new URL(page.url()).origin },
    })
    expect(removed.status()).toBe(502)
    expect(visits).toEqual([])
    canary.close()
  })
}

test('an integration whose id the dashboard refuses to send is not called disconnected', async ({
  page,
  miteos,
}) => {
  miteos.integrations = [
    { id: 'gmail-1', service: 'gmail', status: 'connected', available_tools: ['read_emails'] },
  ]
  await signIn(page, token)
  await scriptsHaveRun(page)
  await card(page, 'Gmail').getByRole('button', { name: 'Disconnect Gmail' }).click()
  const dialog = page.getByRole('dialog', { name: 'Disconnect Gmail?' })
  await dialog.getByRole('button', { name: 'Disconnect' }).click()
  await expect(dialog.getByRole('alert')).toContainText('refused')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(card(page, 'Gmail').getByText('Connected', { exact: true })).toBeVisible()
})

test('no header of the API reaches the browser', async ({ page, miteos }) => {
  await signIn(page, token)
  miteos.listAnswer = json(200, [], {
    'set-cookie': 'miteos-session=planted; Path=/',
    location: 'https://evil.example/',
    'access-control-allow-origin': '*',
    'x-from-upstream': 'yes',
    'clear-site-data': '"*"',
    refresh: '0; url=https://evil.example/',
  })
  for (const path of ['/api/integrations', '/integrations']) {
    const headers = (await page.request.get(path)).headers()
    for (const name of ['set-cookie', 'location', 'access-control-allow-origin', 'x-from-upstream'])
      expect(headers[name], name).toBeUndefined()
    expect(JSON.stringify(headers)).not.toContain('evil.example')
  }
})

for (const [name, value, maximum] of [
  ['7 s', '7', 7],
  ['an HTTP date', new Date(Date.now() + 20_000).toUTCString(), 21],
  ['a time before now', '-5', 10],
  ['nonsense', 'soon', 10],
  ['a thousand million seconds', '1000000000', 60],
] as const) {
  test(`after a 429 with ${name} the API is not asked at once, and the page counts down`, async ({
    page,
    miteos,
    dashboard,
  }) => {
    await signIn(page, newToken())
    miteos.listAnswer = json(429, {}, { 'retry-after': value })
    miteos.calls.length = 0
    await page.goto('/integrations')
    const alert = integrationsRegion(page).getByRole('alert')
    await expect(alert).toContainText('too many requests')
    await expect(alert.getByRole('button', { name: /Retry in \d+ s/ })).toBeVisible()
    const answer = await page.request.get('/api/integrations')
    expect(answer.status()).toBe(429)
    const seconds = Number(answer.headers()['retry-after'])
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(maximum)
    await page.reload()
    await expect(alert).toContainText('too many requests')
    expect(miteos.calls.length).toBeLessThanOrEqual(2)
    expect(dashboard.log).not.toMatch(/not handled|unhandled/i)
  })
}

test.describe('in a time zone with a half hour', () => {
  test.use({ timezoneId: 'Asia/Kolkata' })

  test('odd dates are never shown as invalid, and server and browser show the same', async ({
    page,
    miteos,
  }) => {
    const dates = [null, 'yesterday', '9999-12-31T23:59:59Z', '2026-01-01T00:15:00+05:30', 42, '']
    miteos.integrations = dates.map((connected_at, index) => ({
      id: `int_date${index}`,
      service: 'slack',
      status: 'connected',
      connected_at,
    }))
    await signIn(page, token)
    await expect(integrationsRegion(page).getByRole('article')).toHaveCount(dates.length)
    await expect(page.getByText(/invalid date|NaN/i)).toHaveCount(0)
    await page.goto('/integrations/int_date3')
    await expect(page.getByRole('time').first()).toContainText(/Jan(uary)? 1|1 Jan/)
    for (const index of [0, 1, 2]) {
      await page.goto(`/integrations/int_date${index}`)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.getByText(/invalid date|NaN/i)).toHaveCount(0)
    }
  })
})
