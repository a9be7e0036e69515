import type { AttemptOutcome, ConnectStep } from '@/lib/contract/api/connect-attempt'

/** The words for each outcome. */
export const outcomeNames: Record<AttemptOutcome, string> = {
  under_way: 'Under way',
  connected: 'Connected',
  denied: 'Denied',
  failed: 'Failed',
  expired: 'Expired',
}

interface Names {
  service: string
  host: string
}

const sentences: Record<ConnectStep, (names: Names) => { done: string; failed: string }> = {
  started: () => ({ done: 'Connecting began', failed: 'Connecting could not begin' }),
  at_provider: ({ service }) => ({
    done: `The person was sent to ${service}`,
    failed: `The person could not be sent to ${service}`,
  }),
  returned: ({ service }) => ({
    done: `The person came back from ${service}`,
    failed: `The person came back from ${service} without a code`,
  }),
  code_given: ({ host }) => ({
    done: `Miteos sent its code to ${host}`,
    failed: `Miteos could not send its code to ${host}`,
  }),
  exchanged: ({ service }) => ({
    done: `${service} accepted the exchange`,
    failed: `${service} did not accept the exchange`,
  }),
  identified: ({ service }) => ({
    done: `${service} said whose account it is`,
    failed: `${service} did not say whose account it is`,
  }),
  connected: () => ({ done: 'The integration was saved', failed: 'Nothing was saved' }),
}

/** Returns the sentence for a step that was done or that failed. */
export function stepSentence(step: ConnectStep, isFailed: boolean, names: Names): string {
  const { done, failed } = sentences[step](names)
  return isFailed ? failed : done
}

/** Returns "after 0.4 s", "after 12 s" or "after 3 min" for a number of milliseconds. */
export function elapsedWords(ms: number): string {
  if (ms < 10_000) return `after ${(Math.max(ms, 0) / 1000).toFixed(1)} s`
  if (ms < 120_000) return `after ${Math.round(ms / 1000)} s`
  return `after ${Math.round(ms / 60_000)} min`
}
