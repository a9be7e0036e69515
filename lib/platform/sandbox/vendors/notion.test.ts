import { Client as Notion } from '@notionhq/client'
import { expect, it } from 'vitest'
import { codeOf, consent, redirectUri, sandboxOn, serve } from '@/tests/support/sandbox'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('Notion', async (openStore) => {
  const testSandbox = sandboxOn(await openStore(), Date.now())
  const origin = await serve(testSandbox.sandbox)

  const notion = (auth?: string, notionVersion = '2025-09-03') =>
    new Notion({
      baseUrl: `${origin}/sandbox/notion`,
      notionVersion,
      retry: false,
      logger: () => {},
      ...(auth ? { auth } : {}),
    })

  it('@notionhq/client connects, refreshes, introspects and revokes', async () => {
    const client = { client_id: 'sandbox_notion', client_secret: 'sandbox_secret_notion' }
    const url = new URL(`${origin}/sandbox/notion/v1/oauth/authorize`)
    url.search = new URLSearchParams({
      client_id: client.client_id,
      redirect_uri: redirectUri,
      response_type: 'code',
      owner: 'user',
    }).toString()
    const { oauth } = notion()
    const first = await oauth.token({
      ...client,
      grant_type: 'authorization_code',
      code: codeOf(await consent(testSandbox, url)),
      redirect_uri: redirectUri,
    })
    expect(first).toMatchObject({ workspace_name: 'Acme HQ', token_type: 'bearer' })
    expect(await notion(first.access_token).users.me({})).toMatchObject({ type: 'bot' })

    const second = await oauth.token({
      ...client,
      grant_type: 'refresh_token',
      refresh_token: first.refresh_token ?? '',
    })
    expect(await oauth.introspect({ ...client, token: first.access_token })).toMatchObject({
      active: false,
    })
    await expect(
      oauth.token({
        ...client,
        grant_type: 'refresh_token',
        refresh_token: first.refresh_token ?? '',
      }),
    ).rejects.toMatchObject({ status: 400 })
    const token = second.access_token
    expect(await oauth.introspect({ ...client, token })).toMatchObject({ active: true })
    await oauth.revoke({ ...client, token })
    expect(await oauth.introspect({ ...client, token })).toMatchObject({ active: false })
    await expect(notion(token).users.me({})).rejects.toMatchObject({ code: 'unauthorized' })
  })

  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`
  const ours = basic('sandbox_notion:sandbox_secret_notion')

  async function obtainCode(): Promise<string> {
    const url = new URL(`${origin}/sandbox/notion/v1/oauth/authorize`)
    url.search = new URLSearchParams({
      client_id: 'sandbox_notion',
      redirect_uri: redirectUri,
      response_type: 'code',
      owner: 'user',
    }).toString()
    return codeOf(await consent(testSandbox, url))
  }

  async function requestToken(
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ) {
    const response = await testSandbox.ask('notion', '/v1/oauth/token', {
      method: 'POST',
      body: JSON.stringify({
        grant_type: 'authorization_code',
        redirect_uri: redirectUri,
        ...fields,
      }),
      headers: {
        Authorization: ours,
        'Content-Type': 'application/json',
        'Notion-Version': '2025-09-03',
        ...headers,
      },
    })
    return { status: response.status, body: await response.json() }
  }

  it.each([
    ['a wrong secret', {}, { Authorization: basic('sandbox_notion:nope') }, 401, 'invalid_client'],
    [
      'percent-encoded credentials',
      {},
      { Authorization: basic('sandbox%5Fnotion:sandbox%5Fsecret%5Fnotion') },
      401,
      'invalid_client',
    ],
    ['another redirect URI', { redirect_uri: 'http://127.0.0.1/' }, {}, 400, 'invalid_grant'],
    ['an unknown code', { code: 'nope' }, {}, 400, 'invalid_grant'],
    [
      'a form',
      {},
      { 'Content-Type': 'application/x-www-form-urlencoded' },
      400,
      'unsupported_grant_type',
    ],
  ])('Notion refuses %s and does not spend the code', async (_, fields, headers, status, error) => {
    const issuedCode = await obtainCode()
    const refused = await requestToken({ code: issuedCode, ...fields }, headers)
    expect(refused).toMatchObject({ status, body: { error } })
    expect(await requestToken({ code: issuedCode })).toMatchObject({ status: 200 })
    expect(await requestToken({ code: issuedCode })).toMatchObject({
      body: { error: 'invalid_grant' },
    })
  })

  it('Notion accepts only one of many refreshes with the same token', async () => {
    const { body } = await requestToken({ code: await obtainCode() })
    const refresh = { grant_type: 'refresh_token', refresh_token: body.refresh_token }
    const answers = await Promise.all(Array.from({ length: 20 }, () => requestToken(refresh)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  it('Notion refuses a call without a version of its API', async () => {
    const response = await testSandbox.ask('notion', '/v1/oauth/token', {
      method: 'POST',
      headers: { Authorization: ours },
    })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ object: 'error', code: 'missing_version' })
  })
})
