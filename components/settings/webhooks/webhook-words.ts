import type { WebhookEvent } from '@/lib/contract/api/webhook'
import type { Delivery, DeliveryError } from '@/lib/contract/api/webhook-delivery'
import type { WebhookError } from '@/lib/contract/view/webhooks'

/** The meaning of each event, as a line beside its name. */
export const eventMeanings: Record<WebhookEvent, string> = {
  'integration.connected': 'Connected, for the first time or again after a disconnect',
  'integration.error': 'Stopped working until somebody reconnects it',
  'integration.recovered': 'Works again after an error',
  'integration.disconnected': 'Disconnected by somebody',
}

const failures: Record<Exclude<DeliveryError, 'redirect' | 'status'>, string> = {
  timeout: 'No answer within 10 seconds',
  refused_address: 'Not sent: the host has an address that is not public',
  unreachable: 'Not reachable',
  certificate: 'Its certificate is not valid for its name',
}

/** Returns in words how a receiver answered. */
export function resultWords({ error, status, took_ms: tookMs }: Delivery): string {
  if (error === undefined) return `Accepted with ${status ?? '2xx'} in ${tookMs} ms`
  if (error === 'redirect') return `Answered ${status ?? '3xx'}, a redirect, which is not followed`
  if (error === 'status') return `Answered ${status ?? 'another status'} in ${tookMs} ms`
  return failures[error]
}

/** The sentences for forms that changed nothing for reasons other than what was typed. */
export const notDoneWords: Record<WebhookError, string> = {
  invalid: 'Miteos does not accept that.',
  conflict: 'An environment has at most 20 webhooks. Delete one that is no longer used.',
  forbidden: 'Only an admin of the account may do this.',
  rate_limited: 'Too many requests at once. Try again in a minute.',
  unreachable: 'Miteos cannot do this at the moment. Try again in a minute.',
  gone: 'This webhook was deleted, or the delivery is no longer kept.',
}
