import { Hono, type MiddlewareHandler } from 'hono'
import type { Fault } from '@/lib/contract/api/integration'
import type { Service } from '@/lib/contract/services/catalogue'
import { type Log, traceOf } from '@/lib/http/log'
import { BodyTooLarge, readCapped } from '@/lib/http/read-capped'
import type { Storage } from '@/lib/storage/database'
import { isStorageUnavailable } from '@/lib/storage/unavailable'
import { consentRoutes } from './consent'
import type { SandboxEnv } from './open-world'
import { createSimulation, type Simulation } from './simulation'
import { github } from './vendors/github'
import { gmail } from './vendors/gmail'
import { googleAds } from './vendors/google-ads'
import { notion } from './vendors/notion'
import { slack } from './vendors/slack'
import { stripe } from './vendors/stripe'
import { telegram } from './vendors/telegram'
import {
  hasConsentPage,
  type SandboxCredential,
  type Vendor,
  type VendorWithConsent,
} from './vendors/vendor'

export interface Sandbox {
  /**
   * Answers every path below `/sandbox/`, on every host.
   *
   * @param owner the customer's account that the platform makes the request for; absent for requests from outside
   */
  handle: (request: Request, owner?: string) => Promise<Response>
  /**
   * Applies a fault to the grant of a credential now. Changes nothing and returns `false` when the sandbox has no
   * such grant, and for Telegram's shared bot, because a fault would break it for everybody.
   */
  injectFault: (service: Service, credential: SandboxCredential, fault: Fault) => Promise<boolean>
  /**
   * Resets the account of a credential to its initial content, in the world of one customer. Returns `false` when the sandbox
   * has no such account.
   */
  resetAccount: (service: Service, credential: SandboxCredential, owner: string) => Promise<boolean>
  /**
   * Returns the request with which the vendor reports that the grant of a credential was revoked. Returns `undefined` when the
   * vendor sends no such reports, or when the sandbox has no such grant.
   */
  revocationSignal: (
    service: Service,
    credential: SandboxCredential,
  ) => Promise<Request | undefined>
}

export interface SandboxOptions {
  storage: Storage
  /** The public origin of this server. */
  appUrl: string
  now: () => number
  log: Log
  /** Returns the customer's account of the person in the browser, or null when nobody is signed in. */
  findCustomer: Simulation['findCustomer']
}

const vendors: Readonly<Record<Service, Vendor | VendorWithConsent>> = {
  gmail,
  slack,
  github,
  stripe,
  notion,
  google_ads: googleAds,
  telegram,
}
const maxBodyBytes = 64 * 1024
/** The limit for requests of the platform itself, whose tools send whole files. */
const maxBytesOfTools = 2 * 1024 * 1024

/**
 * Reads the whole body before the routes run. Answers 413 when the body is longer than 64 KB, or longer than 2 MB in a
 * request that the platform itself makes.
 */
const limitBody: MiddlewareHandler<SandboxEnv> = async ({ req, env }, next) => {
  if (!req.raw.body) return next()
  try {
    const body = await readCapped(req.raw, env.owner === undefined ? maxBodyBytes : maxBytesOfTools)
    req.raw = new Request(req.raw, { body })
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) throw error
    return Response.json({ error: 'payload_too_large' }, { status: 413 })
  }
  return next()
}

function createRoutes(simulation: Simulation, storage: Storage, log: Log): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>()
  routes.use(async (_, next) => {
    await storage.ready()
    return next()
  })
  routes.use(limitBody)
  for (const vendor of Object.values(vendors)) {
    const path = `/sandbox/${vendor.service}`
    if (hasConsentPage(vendor)) routes.route(path, consentRoutes(simulation, vendor, log))
    routes.route(path, vendor.routes(simulation))
  }
  routes.notFound(() => Response.json({ error: 'not_found' }, { status: 404 }))
  routes.onError((error, { req }) => {
    if (req.raw.signal.aborted) throw error
    log.error({ ...traceOf(error), method: req.method }, 'sandbox failed')
    const isUnavailable = isStorageUnavailable(error)
    return Response.json(
      { error: 'server_error' },
      isUnavailable ? { status: 503, headers: { 'retry-after': '5' } } : { status: 500 },
    )
  })
  return routes
}

/** Creates the simulated vendors, each below `/sandbox/{service}`. They are as strict as the real ones. */
export function createSandbox({ storage, log, ...options }: SandboxOptions): Sandbox {
  const simulation = createSimulation(storage.db, options)
  const routes = createRoutes(simulation, storage, log)

  return {
    handle: async (request, owner) => routes.fetch(request, owner === undefined ? {} : { owner }),
    async injectFault(service, credential, fault) {
      await storage.ready()
      const { breakGrant } = vendors[service]
      if (breakGrant) return breakGrant(simulation, credential)
      const presented = await simulation.tokens.lookUp(service, credential.accessToken, {
        purpose: 'identity',
      })
      if (!presented) return false
      await simulation.faults.inject(presented.grant.id, fault)
      return true
    },
    async resetAccount(service, credential, owner) {
      await storage.ready()
      const { seed, subjectOf } = vendors[service]
      const subject = subjectOf
        ? subjectOf(credential)
        : (await simulation.tokens.lookUp(service, credential.accessToken, { purpose: 'tool' }))
            ?.grant.accountId
      if (!seed || subject === undefined) return false
      await simulation.worlds.reset({ service, subject, owner }, seed)
      return true
    },
    revocationSignal: async (service, credential) =>
      vendors[service].revocationSignal?.(simulation, credential),
  }
}
