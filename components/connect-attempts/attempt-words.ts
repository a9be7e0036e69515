import type { AttemptOutcome, ConnectStep } from '@/lib/contract/api/connect-attempt'

/** The words for each outcome. */
export const outcomeWords: Record<AttemptOutcome, string> = {
  under_way: 'Under way',
  connected: 'Connected',
  denied: 'Denied',
  failed: 'Failed',
  expired: 'Expired',
}

interface StepContext {
  /** The name of the service. */
  service: string
  /** The host to which the person returns. */
  host: string
}

interface StepSentences {
  done: string
  /** Absent for a step that no known cause makes fail. */
  failed?: string
}

const sentences: Record<ConnectStep, (context: StepContext) => StepSentences> = {
  started: () => ({ done: 'Connecting began' }),
  at_provider: ({ service }) => ({ done: `The person was sent to ${service}` }),
  returned: ({ service }) => ({
    done: `The person came back from ${service}`,
    failed: `Connecting ended when the person came back from ${service}`,
  }),
  code_given: ({ host }) => ({
    done: `Miteos sent its code to ${host}`,
    failed: `Miteos made no code for ${host}`,
  }),
  exchanged: ({ service }) => ({
    done: `${service} accepted the exchange`,
    failed: `The exchange with ${service} failed`,
  }),
  identified: ({ service }) => ({
    done: `${service} said whose account it is`,
    failed: `Miteos did not find out whose account it is at ${service}`,
  }),
  connected: () => ({ done: 'The integration was saved', failed: 'No integration was saved' }),
}

/** Returns the sentence for a step that was done or that failed. */
export function stepSentence(step: ConnectStep, isFailed: boolean, context: StepContext): string {
  const { done, failed = 'Connecting ended' } = sentences[step](context)
  return isFailed ? failed : done
}

/**
 * Returns "after" with a time: below 10 s in seconds with a decimal, below 2 min in seconds, else in minutes. A negative time
 * counts as 0.
 */
export function delayWords(ms: number): string {
  if (ms < 10_000) return `after ${(Math.max(ms, 0) / 1000).toFixed(1)} s`
  if (ms < 120_000) return `after ${Math.round(ms / 1000)} s`
  return `after ${Math.round(ms / 60_000)} min`
}
