import { maxReconnectLinks } from '@/lib/contract/api/limits'
import { serviceName } from '@/lib/contract/services/catalogue'
import type { ReconnectLinkError, ReconnectLinkView } from '@/lib/contract/view/reconnect-link'

const notCreatedSentences: Record<ReconnectLinkError, string> = {
  invalid: 'Enter a complete e-mail address, such as ada@example.com, or none.',
  conflict: `No more links are possible: the integration is disconnected, or ${maxReconnectLinks} links still work.`,
  forbidden: 'Your role may not make reconnect links.',
  rate_limited: 'Too many requests at once. Try again in a minute.',
  unreachable: 'Miteos cannot be reached at the moment. Try again in a minute.',
  gone: 'The integration is not there any more, or this Miteos makes no reconnect links.',
}

/** Returns the sentence that says why no link was created. */
export function notCreatedSentence(error: ReconnectLinkError): string {
  return notCreatedSentences[error]
}

/** Returns the heading of the page to which a reconnect link leads. */
export function reconnectLinkTitle(view: ReconnectLinkView): string {
  switch (view.kind) {
    case 'unknown':
      return 'This link does not work'
    case 'expired':
      return 'This link is too old'
    case 'not_loaded':
      return 'The link could not be read'
    case 'reconnected':
      return `${serviceName(view.service)} is reconnected already`
    case 'disconnected':
      return `${serviceName(view.service)} was disconnected`
    case 'account_replaced':
      return `${serviceName(view.service)} has another account now`
    case 'open':
      if (view.step.kind === 'claimed') return 'Somebody else uses this link already'
      return `Reconnect ${serviceName(view.service)}`
  }
}
