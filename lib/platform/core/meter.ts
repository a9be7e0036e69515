import type { KnownServiceAndEnvironment } from './known-service-and-environment'

/** A request that was answered. */
export interface AnsweredRequest {
  method: string
  /** The route with its parameters as names, such as `/v1/integrations/{id}`. Never the path itself. */
  route: string
  status: number
}

/**
 * Counts what the platform does. Every value in a call, except durations, is one of a few that are
 * known in advance: none is an id, a token, an address or the name of an account.
 */
export interface Meter {
  /** An integration was checked. `unknown` means that there was no definitive answer. */
  checked: (provider: KnownServiceAndEnvironment, outcome: 'alive' | 'dead' | 'unknown') => void
  /** A refresh token was sent to its provider. `failed` means that there was no definitive answer. */
  refreshed: (
    provider: KnownServiceAndEnvironment,
    outcome: 'renewed' | 'refused' | 'failed',
  ) => void
  /** A provider was called. The outcome is the class of the status, such as `2xx`, or why no answer came. */
  providerCalled: (provider: KnownServiceAndEnvironment, outcome: string, seconds: number) => void
  /** A tool was called. `blocked` means that the vendor was not asked. */
  toolCalled: (call: { tool: string; environment: string }, outcome: string) => void
  /** One try to send a message to a webhook has ended. */
  delivered: (outcome: 'delivered' | 'refused' | 'unanswered') => void
  /** One try to give a mail to the mail server has ended. */
  mailed: (outcome: 'sent' | 'deferred' | 'refused' | 'unanswered') => void
  requestAnswered: (request: AnsweredRequest, seconds: number) => void
}

/** A meter that counts nothing. */
export const silentMeter: Meter = {
  checked() {},
  refreshed() {},
  providerCalled() {},
  toolCalled() {},
  delivered() {},
  mailed() {},
  requestAnswered() {},
}

/** Starts a stopwatch. The function that is returned tells how many seconds it has been running. */
export function startStopwatch(): () => number {
  const startedAt = performance.now()
  return () => (performance.now() - startedAt) / 1000
}
