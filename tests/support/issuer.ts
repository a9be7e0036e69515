import { randomUUID } from 'node:crypto'
import { type MutableResponse, type MutableToken, OAuth2Server } from 'oauth2-mock-server'

type Claims = Record<string, unknown>

/** An issuer of OpenID Connect on a loopback port. A test sets who signs in there, and what the issuer does wrong. */
export interface TestIssuer {
  url: string
  /** The claims of the person who signs in next. Another `sub` is another person. */
  claims: Claims
  /** The claims that only the userinfo endpoint answers, besides `sub`. */
  userInfo: Claims
  /** Functions with which a test makes the issuer do something wrong. */
  faults: {
    /** Changes an id token before it is signed. */
    idToken?: (payload: Claims) => void
    /** Changes the answer of the token endpoint. */
    answer?: (response: MutableResponse) => void
    /** Changes the address to which the person comes back. */
    wayBack?: (url: URL) => void
  }
  /** The bodies of the requests to the token endpoint. */
  tokenRequests: Claims[]
  /** Signs in and allows. Returns the address to which the browser is sent back. */
  allow: (href: string) => Promise<URL>
  stop: () => Promise<void>
}

function isIdToken({ payload }: MutableToken): boolean {
  return 'aud' in payload
}

export async function startIssuer(): Promise<TestIssuer> {
  const server = new OAuth2Server()
  await server.issuer.keys.generate('RS256')
  await server.start(0, '127.0.0.1')
  const url = `http://127.0.0.1:${server.address().port}`
  server.issuer.url = url
  const issuer: TestIssuer = {
    url,
    claims: { sub: 'ana', name: 'Ana Lopez', email: 'ana@example.com' },
    userInfo: {},
    faults: {},
    tokenRequests: [],
    async allow(href) {
      const response = await fetch(href, { redirect: 'manual' })
      return new URL(response.headers.get('location') ?? '')
    },
    stop: async () => {
      if (server.listening) await server.stop()
    },
  }
  const { service } = server
  service.on('beforeTokenSigning', (token: MutableToken) => {
    Object.assign(token.payload, issuer.claims, { jti: randomUUID() })
    if (isIdToken(token)) issuer.faults.idToken?.(token.payload)
  })
  service.on('beforeUserinfo', (response: MutableResponse) => {
    response.body = { sub: issuer.claims.sub, ...issuer.userInfo }
  })
  service.on('beforeResponse', (response: MutableResponse, request: { body: Claims }) => {
    issuer.tokenRequests.push(request.body)
    issuer.faults.answer?.(response)
  })
  service.on('beforeAuthorizeRedirect', (redirect: { url: URL }) => {
    issuer.faults.wayBack?.(redirect.url)
  })
  return issuer
}
