import 'server-only'
import { runOutsideRequest } from '@/lib/http/served-request'
import { silentMeter } from '@/lib/platform/core/meter'
import { createPlatform } from '@/lib/platform/platform'
import { describeTools } from '@/lib/platform/tools/describe-tools'
import { openStorage } from '@/lib/storage/database'
import { createKeyring, type Keyring } from '@/lib/storage/keyring'
import { createDashboard, type Dashboard, type EmbeddedMiteos } from './dashboard'
import { type Env, readEnv, setNextAuthUrl } from './env/env'
import { readSecrets } from './env/secrets'
import { createLog } from './log'
import { createMetrics } from './metrics/metrics'
import { apiBase, type Transport } from './miteos/miteos-transport'
import { createNetwork } from './network/proxied-network'
import { createIssuer } from './oidc/issuer'
import { findSignedInPerson } from './sessions/find-signed-in-person'

function openStore(env: Env, keyring: Keyring, log: ReturnType<typeof createLog>) {
  return openStorage({
    keyring,
    databaseUrl: env.databaseUrl,
    dataDir: env.dataDir,
    onIdleError: (error) =>
      runOutsideRequest(() => log.warn({ err: error }, 'a database connection broke')),
  })
}

function createSignOn({ oidc, upstreamTimeoutMs }: Env, send: Transport, now: () => number) {
  if (!oidc) return null
  const issuer = createIssuer({ settings: oidc, send, timeoutMs: upstreamTimeoutMs, now })
  return { settings: oidc, issuer }
}

function compose(env: Env): Dashboard {
  const secrets = readSecrets(env)
  const log = createLog()
  const now = Date.now
  const keyring = createKeyring(secrets.vaultKeys)
  const storage = openStore(env, keyring, log)
  const network = createNetwork(env.proxies)
  const metrics = env.metricsToken ? createMetrics() : null

  function createEmbedded(): EmbeddedMiteos {
    const platform = createPlatform({
      settings: {
        ...env,
        providerTimeoutMs: env.upstreamTimeoutMs,
        ...(env.oidc && { singleSignOn: { ...env.oidc, issuer: env.oidc.issuer.href } }),
      },
      storage,
      keyring,
      log,
      meter: metrics?.work ?? silentMeter,
      now,
      whoIsSignedIn: (request) => findSignedInPerson(dashboard, request),
      networkFetch: network,
    })
    let startedAt: number | null = null
    return {
      handle: platform.handle,
      signInLinks: platform.signInLinks,
      people: platform.people,
      staff: platform.staff,
      breakMails: platform.breakMails,
      reconnectLinks: platform.reconnectLinks,
      administration: platform.administration,
      async revokeToken({ tokenId, accountId }, end = 'not_begun') {
        if (tokenId && accountId) await platform.tokens.revoke(accountId, tokenId, end)
      },
      async start() {
        await platform.start()
        // Create the secret now, so that a backup includes it.
        secrets.nextAuthSecret()
        startedAt = now()
      },
      lastBackgroundRuns: () =>
        Object.fromEntries(
          Object.entries(platform.lastBackgroundRuns()).map(([job, at]) => [job, at ?? startedAt]),
        ),
      describeTools,
      queues: platform.queues,
      circuits: platform.circuits,
      close: platform.close,
    }
  }

  const embedded = env.remote ? null : createEmbedded()
  const dashboard = createDashboard({
    settings: {
      ...env,
      get nextAuthSecret() {
        return secrets.nextAuthSecret()
      },
    },
    storage,
    keyring,
    log,
    now,
    embedded,
    singleSignOn: createSignOn(env, network, now),
    metrics,
    isStoreElsewhere: env.databaseUrl !== undefined,
    connectUrl: env.remote?.connectUrl.href ?? `${env.appUrl}/integrations/connect`,
    api: {
      base: env.remote ? apiBase(env.remote.apiUrl) : `${env.appUrl}/v1`,
      send: embedded?.handle ?? network,
      timeoutMs: env.upstreamTimeoutMs,
      now,
    },
  })
  setNextAuthUrl(env.appUrl)
  return dashboard
}

/**
 * Composes the dashboard of this process at the first call, and returns it at every call. The call does not open the
 * store, which opens with its first statement.
 *
 * @throws {ConfigurationError} when the configuration is wrong
 */
export function composeDashboard(): Dashboard {
  globalThis.miteosDashboard ??= compose(readEnv())
  return globalThis.miteosDashboard
}
