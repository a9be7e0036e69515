import { expect } from 'vitest'
import type { Check } from '@/lib/contract/api/check'
import type { Integration } from '@/lib/contract/api/integration'
import type { Service } from '@/lib/contract/services/catalogue'
import type { Storage } from '@/lib/storage/database'
import { fakeVendors, owner, vendorSettings } from './fake-vendors'
import { json } from './live-scene'
import { type Client, platformOn, type TestServer } from './platform'
import { goodAnswers } from './token-answers'
import {
  fromGoogle,
  fromSlack,
  fromStripe,
  googleIssuer,
  newGoogleKey,
  type Sent,
  type SigningKey,
  signingSecrets,
  slackEvent,
  stripeEvent,
} from './vendor-signals'

/** The refresh token that Google issues for every code. */
export const googleRefreshToken = '1//canary_refresh_token_of_google_1'
const keysUrl = 'https://www.googleapis.com/oauth2/v3/certs'

export const signalledServices = ['slack', 'stripe', 'gmail'] as const
export type SignalledService = (typeof signalledServices)[number]

/** A live account on one server, and vendors at which its grants can be revoked. */
export interface SignalScene {
  server: TestServer
  client: Client
  googleKey: SigningKey
  /** The keys at the address that Google's discovery document names. */
  publishedKeys: SigningKey[]
  /** The requests for Google's keys so far. */
  keyRequests: () => number
  /** The services whose grants their vendors have revoked. */
  revoked: Set<Service>
  /** True while Slack asks to wait for twenty minutes. */
  isSlackBusy: boolean
  /** Starts another server on the same store. */
  otherServer: (signalSecrets?: typeof signingSecrets) => TestServer
  /** Sends a request of a vendor to a server, and returns the status of the answer after all checks have ended. */
  deliver: (sent: Sent, server?: TestServer) => Promise<number>
  /** Returns the signal with which a vendor reports that the grant of its account has been revoked. */
  revocationSignal: (service: SignalledService) => Promise<Sent>
  /** Returns the causes and outcomes of the checks of an integration, newest first. */
  checksOf: (integration: Integration, caller?: Client) => Promise<string[]>
  statusOf: (integration: Integration, caller?: Client) => Promise<string>
}

const endedGrant = () => Response.json({ error: 'invalid_grant' }, { status: 400 })

/** Returns how a vendor answers about a grant that it has revoked, or `undefined` for every other request. */
function answerAboutRevoked(url: URL, revoked: ReadonlySet<Service>): Response | undefined {
  if (revoked.has('slack') && url.pathname === '/api/auth.test')
    return Response.json({ ok: false, error: 'token_revoked' })
  if (revoked.has('stripe') && url.host === 'api.stripe.com')
    return Response.json({ error: { code: 'account_invalid' } }, { status: 403 })
  if (revoked.has('gmail') && url.host === 'oauth2.googleapis.com') {
    if (url.pathname === '/token') return endedGrant()
    return Response.json({ error: 'invalid_token' }, { status: 400 })
  }
  return undefined
}

function tokenAnswer({ url }: Request): Response {
  const { host } = new URL(url)
  if (host === 'slack.com') return Response.json(goodAnswers.slack)
  if (host === 'connect.stripe.com') return Response.json(goodAnswers.stripe)
  return Response.json({ ...goodAnswers.gmail, refresh_token: googleRefreshToken })
}

/** Creates a live account on a server that listens to the signals of all vendors. */
export async function signalScene(storage: Storage): Promise<SignalScene> {
  const googleKey = await newGoogleKey('google-1')
  const publishedKeys = [googleKey]
  const revoked = new Set<Service>()
  const vendors = fakeVendors()
  vendors.tokenAnswer = tokenAnswer
  let keyRequests = 0
  const network = async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    if (url.pathname === '/.well-known/risc-configuration')
      return Response.json({ issuer: googleIssuer, jwks_uri: keysUrl })
    if (url.href === keysUrl) {
      keyRequests += 1
      return Response.json({ keys: publishedKeys.map(({ jwk }) => jwk) })
    }
    if (scene.isSlackBusy && url.pathname === '/api/auth.test')
      return new Response('', { status: 429, headers: { 'retry-after': '1200' } })
    return answerAboutRevoked(url, revoked) ?? vendors.network(request)
  }
  const startServer: SignalScene['otherServer'] = (signalSecrets = signingSecrets) =>
    platformOn(storage, { settings: { ...vendorSettings, signalSecrets }, network })
  const server = startServer()
  const client = await server.client({ environment: 'live' })

  const scene: SignalScene = {
    server,
    client,
    googleKey,
    publishedKeys,
    keyRequests: () => keyRequests,
    revoked,
    isSlackBusy: false,
    otherServer: startServer,
    async deliver({ vendor, headers, body }, receiver = server) {
      const answer = await receiver.anonymous('POST', `/signals/${vendor}`, { headers, body })
      await receiver.platform.runBackground()
      return answer.status
    },
    async revocationSignal(service) {
      if (service === 'gmail') return fromGoogle(googleKey)
      if (service === 'stripe') return fromStripe(stripeEvent())
      const tokens = { oauth: [owner.slack.user_id], bot: [] }
      return fromSlack(slackEvent({ type: 'tokens_revoked', tokens }))
    },
    async checksOf({ id }, caller = client) {
      const checks: Check[] = await json(caller.get(`/v1/integrations/${id}/checks`))
      return checks.map(({ cause, outcome }) => `${cause} ${outcome}`)
    },
    async statusOf({ id }, caller = client) {
      return (await json(caller.get(`/v1/integrations/${id}`))).status
    },
  }
  return scene
}

/** Connects Slack, Stripe and Gmail, and returns the scene with a function that expects that nothing happened to them. */
export async function connectedScene(storage: Storage) {
  const scene = await signalScene(storage)
  const integrations: Integration[] = []
  for (const service of signalledServices) integrations.push(await scene.client.connect(service))

  async function expectNothingHappened() {
    for (const integration of integrations) {
      expect(await scene.checksOf(integration)).toEqual([])
      expect(await scene.statusOf(integration)).toBe('connected')
    }
  }
  return { scene, expectNothingHappened }
}
