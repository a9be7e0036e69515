import type { OpenLimiter } from '@/lib/storage/limiters'
import type { PlatformContext } from '../core/context'
import { telegramWebhookBase } from '../core/telegram-webhook-base'
import type { Inboxes } from '../inboxes/inboxes'
import type { Checks } from '../integrations/checking/checks'
import type { Circuits } from '../integrations/checking/circuits'
import type { Clients } from '../oauth/client'
import { createGoogleReceiver } from './google'
import { createGoogleKeys } from './google-keys'
import { createReceivedSignals } from './received-signals'
import type { Receiver, Signal } from './receiver'
import { createSignalChecks } from './signal-checks'
import { createSignalsRoute } from './signals-route'
import { createSlackReceiver } from './slack'
import { createStripeReceiver } from './stripe'
import { createTelegramReceiver } from './telegram'

export interface Signals {
  /** Answers every request below `/signals`. */
  handle: (request: Request) => Promise<Response>
  /** Deletes the records of signals that are too old to be accepted again. */
  sweep: () => Promise<void>
  /** Resolves when all checks to which signals have led have ended. */
  ended: () => Promise<void>
  /** Starts no further check. The sweep makes the checks that were waiting. */
  stop: () => void
}

/**
 * Creates the part of the platform that receives signals: requests in which vendors say that a
 * grant may have ended. A signal is verified, and leads to a check of the integrations that it
 * names. A signal alone changes no status.
 */
export function createSignals(
  context: PlatformContext & { clients: Clients },
  {
    checks,
    circuits,
    inboxes,
    openLimiter,
  }: { checks: Checks; circuits: Circuits; inboxes: Inboxes; openLimiter: OpenLimiter },
): Signals {
  const { settings, keyring, clients, now, log } = context
  const receivers: Readonly<Record<string, Receiver>> = {
    slack: createSlackReceiver(settings.signalSecrets.slack, now),
    stripe: createStripeReceiver(settings.signalSecrets.stripe, now),
    google: createGoogleReceiver({ clients, keysOf: createGoogleKeys(now), now }),
    telegram: createTelegramReceiver(telegramWebhookBase(settings.appUrl) !== undefined, {
      keyring,
      inboxes,
    }),
  }
  const received = createReceivedSignals(context)
  const signalChecks = createSignalChecks(context, { checks, circuits })

  async function follow(vendor: string, signal: Signal): Promise<void> {
    const { environment, tokens } = signal
    const rows = await received.record(vendor, signal)
    const fields = { vendor, environment, named: rows?.length, is_repeated: rows === undefined }
    log.info(fields, 'a signal was received')
    if (!rows) return
    signalChecks.checkRows(rows)
    signalChecks.checkTokens(tokens.map((named) => ({ ...named, environment })))
  }

  return {
    handle: createSignalsRoute(context, { receivers, follow, openLimiter }),
    sweep: received.sweep,
    ended: signalChecks.ended,
    stop: signalChecks.stop,
  }
}
