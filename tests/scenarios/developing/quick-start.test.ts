import { expect, test } from 'vitest'
import type { Block } from '@/lib/contract/view/developers'
import { errorWords } from '@/lib/contract/view/error-words'
import { quickStart } from '@/lib/dashboard/developers/sections/quick-start'
import { allSections, blocksOf, contentFor, factsFor } from '@/tests/support/developers-content'
import { appUrl, type Client, platformOn, type TestServer } from '@/tests/support/platform'
import { createBrowser } from '@/tests/support/platform-browser'
import { readCurl } from '@/tests/support/read-snippet'
import { describeOnBothStores } from '@/tests/support/stores'

type Code = Extract<Block, { kind: 'code' }>

/** Returns the code blocks of a step of the quick start. */
function codeOf(step: string): Code[] {
  const section = quickStart(factsFor()).sections.find(({ id }) => id === `quick-start-${step}`)
  if (!section) throw new Error(`the quick start has no step ${step}`)
  return blocksOf({ sections: [section] }, 'code')
}

/** Sends the `curl` command of a step and expects the answer that the step shows. Returns the body. */
async function run(
  { platform }: TestServer,
  { token }: Client,
  step: string,
  fill: (command: string) => string = (command) => command,
) {
  const [command, shown] = codeOf(step)
  const request = readCurl(fill(command?.code ?? ''), { MITEOS_TOKEN: token })
  const response = await platform.handle(request)
  const [status = '', body] = (shown?.code ?? '').split('\n\n')
  expect(`${response.status}`).toBe(status.split(' ')[0])
  const text = await response.text()
  if (body === undefined) expect(text).toBe('')
  else expect(withoutIds(JSON.parse(text))).toMatchObject(withoutIds(JSON.parse(body)))
  return text
}

/** Returns an answer without what differs each time. */
function withoutIds<T>(answer: T): T {
  return JSON.parse(
    JSON.stringify(answer, (name, value: unknown) =>
      ['id', 'name', 'created_at', 'connected_at'].includes(name) ? undefined : value,
    ),
  )
}

function connectLink(): URL {
  const link = codeOf('link').find(({ code }) => code.startsWith('http'))
  return new URL(link?.code ?? '')
}

/** Follows the connect link of the quick start in a browser and returns what arrives at the redirect URI. */
function follow({ platform }: TestServer, { tokenId }: Client, link = connectLink()) {
  return createBrowser(platform, appUrl, tokenId).connect('slack', { link })
}

/** Returns the problems that the page shows for a typical mistake. */
function shownProblems(id: string): Record<string, unknown>[] {
  const section = allSections(contentFor(null).sections).find((each) => each.id === id)
  const shown = section ? blocksOf({ sections: [section] }, 'code') : []
  return shown.map(({ code }) => JSON.parse(code.split('\n\n')[1] ?? ''))
}

async function expectShown(response: Response, shown: Record<string, unknown> | undefined) {
  const requestId = response.headers.get('x-request-id')
  expect(await response.json()).toEqual({ ...shown, request_id: requestId })
}

describeOnBothStores('the quick start', (openStore) => {
  test('leads from a token to a connected Slack, step by step as it is written', async () => {
    const world = platformOn(await openStore())
    const client = await world.client()
    expect(codeOf('token').some(({ code }) => code.includes('admin -- token create'))).toBe(true)
    await run(world, client, 'list')
    await run(world, client, 'telegram')
    await run(world, client, 'redirect-uri')
    const back = await follow(world, client)
    expect([...back.keys()]).toEqual(['oauth_code', 'service', 'state', 'iss'])
    expect(back.get('state')).toBe(connectLink().searchParams.get('state'))
    const slack = await run(world, client, 'redeem', (command) =>
      command.replace('mtoc_…', back.get('oauth_code') ?? ''),
    )
    await run(world, client, 'list-again')
    await run(world, client, 'delete', (command) => command.replace('int_…', JSON.parse(slack).id))
  })

  test('with a redirect URI that is not registered ends on a page that compares it', async () => {
    const world = platformOn(await openStore())
    const client = await world.client()
    await run(world, client, 'redirect-uri')
    const link = connectLink()
    link.searchParams.set('redirect_uri', 'http://127.0.0.1:8080/callback')
    const response = await world.anonymous('GET', `${link.pathname}${link.search}`, {
      headers: { cookie: `session=${client.tokenId}`, 'sec-fetch-mode': 'navigate' },
    })
    expect(response.status).toBe(400)
    const page = await response.text()
    expect(page).toContain('This return address is not registered')
    expect(page).toContain('8080/callback')
  })

  test('with a code that is used twice gets the answer that the page shows', async () => {
    const world = platformOn(await openStore())
    const client = await world.client()
    const code = await client.code('slack')
    const body = { service: 'slack', oauth_code: code }
    expect((await client.post('/v1/integrations', body)).status).toBe(201)
    const again = await client.post('/v1/integrations', body)
    expect(again.status).toBe(400)
    await expectShown(again, shownProblems('connect-links-used-twice')[0])
  })

  test('with a code that two tokens use loses the connection, and the page warns of it', async () => {
    const world = platformOn(await openStore())
    const [client, another] = [await world.client(), await world.client()]
    const body = { service: 'slack', oauth_code: await client.code('slack') }
    expect((await client.post('/v1/integrations', body)).status).toBe(201)
    const refused = await another.post('/v1/integrations', body)
    expect(await refused.json()).toMatchObject({ reason: 'used' })
    const listed = await (await client.get('/v1/integrations')).json()
    expect(listed).toMatchObject([{ status: 'error' }])
    const { used, replayed } = errorWords.invalid_oauth_code.reasons ?? {}
    expect(used).toContain('When another token presents it, the connection is ended')
    expect(replayed).toContain('Nothing was connected')
  })

  test('with a token of the other environment spends nothing, and says what is wrong', async () => {
    const storage = await openStore()
    const world = platformOn(storage)
    const client = await world.client()
    const live = await world.client({ environment: 'live' })
    const [unknown, notSetUp] = shownProblems('connect-links-wrong-environment')
    const body = { service: 'slack', oauth_code: await client.code('slack') }
    await expectShown(await live.post('/v1/integrations', body), notSetUp)
    const withSlack = platformOn(storage, {
      settings: { liveClients: { slack: { id: 'client', secret: 'secret' } } },
    })
    const response = await withSlack.anonymous('POST', '/v1/integrations', {
      headers: { authorization: `Bearer ${live.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    await expectShown(response, unknown)
    expect(unknown?.detail).toContain('live environment')
    expect((await client.post('/v1/integrations', body)).status).toBe(201)
  })
})
