import { createHash } from 'node:crypto'
import { CodeChallengeMethod, OAuth2Client } from 'google-auth-library'
import { expect, it } from 'vitest'
import { codeOf, consent, form, redirectUri, sandboxOn, serve } from '@/tests/support/sandbox'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('Google', async (openStore) => {
  const testSandbox = sandboxOn(await openStore(), Date.now())
  const origin = await serve(testSandbox.sandbox)

  const createClient = (service: 'gmail' | 'google_ads') =>
    new OAuth2Client({
      clientId: `sandbox_${service}`,
      clientSecret: `sandbox_secret_${service}`,
      redirectUri,
      endpoints: {
        oauth2AuthBaseUrl: `${origin}/sandbox/${service}/o/oauth2/v2/auth`,
        oauth2TokenUrl: `${origin}/sandbox/${service}/token`,
        oauth2RevokeUrl: `${origin}/sandbox/${service}/revoke`,
        tokenInfoUrl: `${origin}/sandbox/${service}/tokeninfo`,
        oauth2FederatedSignonPemCertsUrl: `${origin}/sandbox/${service}/oauth2/v1/certs`,
      },
    })

  it.each([
    ['gmail', 'https://www.googleapis.com/auth/gmail.modify', '/gmail/v1/users/me/profile'],
    [
      'google_ads',
      'https://www.googleapis.com/auth/adwords',
      '/v25/customers:listAccessibleCustomers',
    ],
  ] as const)(
    'google-auth-library connects, refreshes and revokes %s',
    async (service, scope, api) => {
      const client = createClient(service)
      const { codeVerifier, codeChallenge } = await client.generateCodeVerifierAsync()
      if (!codeChallenge) throw new Error('no code challenge')
      const wayBack = await consent(
        testSandbox,
        client.generateAuthUrl({
          access_type: 'offline',
          prompt: 'consent',
          scope: ['openid', 'email', scope],
          state: 's1',
          code_challenge: codeChallenge,
          code_challenge_method: CodeChallengeMethod.S256,
        }),
      )
      expect(wayBack.searchParams.get('iss')).toBe('https://accounts.google.com')

      const { tokens } = await client.getToken({ code: codeOf(wayBack), codeVerifier })
      expect(tokens.refresh_token).toBeDefined()
      client.setCredentials(tokens)
      const info = await client.getTokenInfo(tokens.access_token ?? '')
      expect(info).toMatchObject({ email: 'ana@example.com', scopes: ['openid', 'email', scope] })
      const profile = await client.request({ url: `${origin}/sandbox/${service}${api}` })
      expect(JSON.stringify(profile.data)).toContain(
        service === 'gmail' ? 'ana@example.com' : 'customers/5550000101',
      )

      const oldAccessToken = tokens.access_token
      const { credentials } = await client.refreshAccessToken()
      expect(credentials.access_token).not.toBe(oldAccessToken)

      await client.revokeCredentials()
      await expect(client.getTokenInfo(credentials.access_token ?? '')).rejects.toThrow(
        'invalid_token',
      )
      await expect(createClient(service).getToken(codeOf(wayBack))).rejects.toThrow('invalid_grant')
    },
  )

  it('google-auth-library verifies the ID token', async () => {
    const client = createClient('gmail')
    const scope = ['openid', 'email', 'https://www.googleapis.com/auth/gmail.send']
    const wayBack = await consent(
      testSandbox,
      client.generateAuthUrl({ access_type: 'offline', scope }),
    )
    const { tokens } = await client.getToken(codeOf(wayBack))
    const certificates = await client.getFederatedSignonCertsAsync()
    const ticket = await client.verifySignedJwtWithCertsAsync(
      tokens.id_token ?? '',
      certificates.certs,
      'sandbox_gmail',
      ['https://accounts.google.com'],
    )
    expect(ticket.getPayload()).toMatchObject({ email: 'ana@example.com', email_verified: true })
  })

  const scope = 'openid email https://www.googleapis.com/auth/gmail.modify'
  const credentials = { client_id: 'sandbox_gmail', client_secret: 'sandbox_secret_gmail' }
  const verifier = 'v'.repeat(43)

  async function obtainCode(parameters: Record<string, string> = {}): Promise<string> {
    const url = new URL(`${origin}/sandbox/gmail/o/oauth2/v2/auth`)
    url.search = new URLSearchParams({
      client_id: 'sandbox_gmail',
      redirect_uri: redirectUri,
      response_type: 'code',
      scope,
      access_type: 'offline',
      ...parameters,
    }).toString()
    return codeOf(await consent(testSandbox, url))
  }

  const obtainChallengedCode = () =>
    obtainCode({
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    })

  async function exchange(fields: Record<string, string | undefined>) {
    const response = await testSandbox.ask(
      'gmail',
      '/token',
      form({
        ...credentials,
        grant_type: 'authorization_code',
        redirect_uri: redirectUri,
        ...fields,
      }),
    )
    return { status: response.status, body: await response.json() }
  }

  it.each([
    ['an unknown client', { client_id: 'sandbox_slack' }, 401, 'invalid_client'],
    ['a wrong secret', { client_secret: 'sandbox_secret_slack' }, 401, 'invalid_client'],
    ['another redirect URI', { redirect_uri: `${redirectUri}/` }, 400, 'redirect_uri_mismatch'],
    ['no redirect URI', { redirect_uri: undefined }, 400, 'redirect_uri_mismatch'],
    ['no grant type', { grant_type: undefined }, 400, 'unsupported_grant_type'],
    ['no verifier', {}, 400, 'invalid_grant'],
    ['a wrong verifier', { code_verifier: 'w'.repeat(43) }, 400, 'invalid_grant'],
  ])('Google refuses %s and does not spend the code', async (_, fields, status, error) => {
    const issuedCode = await obtainChallengedCode()
    expect(await exchange({ code: issuedCode, ...fields })).toMatchObject({
      status,
      body: { error },
    })
    expect(await exchange({ code: issuedCode, code_verifier: verifier })).toMatchObject({
      status: 200,
    })
  })

  it('Google refuses a verifier when the authorize request had no challenge', async () => {
    expect(await exchange({ code: await obtainCode(), code_verifier: verifier })).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    })
  })

  it('Google accepts a code once and for ten minutes', async () => {
    const issuedCode = await obtainCode()
    expect(await exchange({ code: issuedCode })).toMatchObject({ status: 200 })
    expect(await exchange({ code: issuedCode })).toMatchObject({ body: { error: 'invalid_grant' } })
    const lateCode = await obtainCode()
    testSandbox.advance(10 * 60_000)
    expect(await exchange({ code: lateCode })).toMatchObject({ body: { error: 'invalid_grant' } })
  })

  it('Google issues a refresh token only for offline access, and does not replace it on a refresh', async () => {
    const { body: online } = await exchange({ code: await obtainCode({ access_type: 'online' }) })
    expect(online).not.toHaveProperty('refresh_token')
    const { body } = await exchange({ code: await obtainCode() })
    const refresh = { grant_type: 'refresh_token', refresh_token: body.refresh_token }
    expect(await exchange(refresh)).toMatchObject({ status: 200, body: { scope } })
    expect((await exchange(refresh)).body).not.toHaveProperty('refresh_token')
  })
})
