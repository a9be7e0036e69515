import { serviceName, services } from '@/lib/contract/services/catalogue'
import type { ConnectLinkRefusal } from './connect-link'
import type { FormRefusal } from './form-body'
import type { TransactionRefusal } from './transaction-refusal'

export type RefusalCause =
  | ConnectLinkRefusal
  | FormRefusal
  | TransactionRefusal
  | 'redirect_uri_unregistered'
  | 'service_not_set_up'
  | 'role_may_not_connect'
  | 'cross_site'
  | 'person_changed'
  | 'signed_out'
  | 'person_rate_limited'
  | 'rate_limited'
  | 'callback_malformed'
  | 'issuer_wrong'
  | 'not_found'
  | 'method_not_allowed'
  | 'unavailable'
  | 'failed'

interface Refusal {
  status: number
  title: string
  /** One or two sentences about what happened. The page adds that nothing was changed. */
  sentence: string
  /** The one next step. */
  next: 'start_again' | 'integrations' | 'sign_in'
}

type Words = Omit<Refusal, 'next'> & { next?: Refusal['next'] }

const words: Record<RefusalCause, (service: string, appUrl: string) => Words> = {
  service_missing: () => ({
    status: 400,
    title: 'The link names no service',
    sentence: 'A connect link has to say which service to connect, for example service=slack.',
  }),
  service_unknown: () => ({
    status: 400,
    title: 'Miteos does not know this service',
    sentence: `A connect link names one of these, written exactly like that: ${services.join(', ')}.`,
  }),
  redirect_uri_missing: () => ({
    status: 400,
    title: 'The link has no return address',
    sentence: 'A connect link has to carry a redirect_uri that is registered in your account.',
  }),
  redirect_uri_malformed: () => ({
    status: 400,
    title: 'The return address cannot be used',
    sentence: 'The redirect_uri has to be a complete http or https address without a fragment.',
  }),
  redirect_uri_unregistered: () => ({
    status: 400,
    title: 'This return address is not registered',
    sentence:
      'Miteos sends people back only to addresses that are registered in the account they are ' +
      'signed in to, written exactly the same, character by character.',
  }),
  state_malformed: () => ({
    status: 400,
    title: 'The link cannot be used',
    sentence: 'Its state is longer than 512 characters or contains control characters.',
  }),
  parameter_repeated: () => ({
    status: 400,
    title: 'The link says something twice',
    sentence: 'Each of service, redirect_uri and state may stand in a connect link only once.',
  }),
  form_unreadable: () => ({
    status: 415,
    title: 'The form could not be read',
    sentence: 'Connecting begins with the form on our own page.',
  }),
  form_too_large: () => ({
    status: 413,
    title: 'The form is too large',
    sentence: 'Connecting takes a form of at most 16 KB.',
  }),
  service_not_set_up: (service) => ({
    status: 404,
    title: `${service} is not set up on this server`,
    sentence: `Whoever runs this server has to register it with ${service} first.`,
    next: 'integrations',
  }),
  role_may_not_connect: (service) => ({
    status: 403,
    title: `Your role may not connect ${service}`,
    sentence: 'You can view, check and disconnect. Ask a member or an admin to connect it.',
    next: 'integrations',
  }),
  cross_site: (_, appUrl) => ({
    status: 403,
    title: 'This did not come from a Miteos page',
    sentence: `Only pages of ${appUrl}, the one address of this Miteos, can connect a service. Open it there, and try again.`,
  }),
  person_changed: () => ({
    status: 403,
    title: 'You are signed in as somebody else now',
    sentence: 'The page was opened by another identity than the one signed in to this browser.',
  }),
  signed_out: (service) => ({
    status: 401,
    title: 'You are signed out',
    sentence: `You came back from ${service}, but nobody is signed in to this browser any more, or it did not keep our cookies.`,
    next: 'sign_in',
  }),
  person_rate_limited: () => ({
    status: 429,
    title: 'Too many requests at once',
    sentence: 'Miteos cannot look up who is signed in, because one person may ask only so often.',
  }),
  rate_limited: () => ({
    status: 429,
    title: 'Too many connections at once',
    sentence: 'You began more connections than one person may in a minute.',
  }),
  state_unknown: (service) => ({
    status: 400,
    title: 'There is nothing to finish here',
    sentence: `This answer from ${service} does not belong to a connection that began here.`,
  }),
  other_service: () => ({
    status: 400,
    title: 'This answer is for another service',
    sentence: 'The connection it belongs to was begun with a different service.',
  }),
  finished: (service) => ({
    status: 409,
    title: 'This was answered before',
    sentence: `Only the first answer from ${service} counts, and it had come already. Integrations shows what became of it.`,
    next: 'integrations',
  }),
  expired: (service) => ({
    status: 410,
    title: 'That took too long',
    sentence: `The time to come back from ${service} is over.`,
  }),
  other_browser: (service) => ({
    status: 403,
    title: 'This browser cannot finish it',
    sentence: `Only the browser that left for ${service} can come back from there, with the cookie that it was given. If it was this one, it did not keep the cookie: allow cookies for this site.`,
  }),
  other_person: () => ({
    status: 403,
    title: 'Somebody else began this',
    sentence: 'It can only be finished by the person who began it, signed in as before.',
  }),
  callback_malformed: (service) => ({
    status: 400,
    title: `The answer from ${service} cannot be used`,
    sentence: 'It is incomplete or contradicts itself.',
  }),
  issuer_wrong: (service) => ({
    status: 400,
    title: 'The answer came from somewhere else',
    sentence: `Its sender does not call itself ${service}.`,
  }),
  not_found: () => ({
    status: 404,
    title: 'There is no such page',
    sentence: 'The address does not lead to a step of connecting a service.',
    next: 'integrations',
  }),
  method_not_allowed: () => ({
    status: 405,
    title: 'This address cannot be used like that',
    sentence: 'Connecting begins with the form on our own page.',
  }),
  unavailable: () => ({
    status: 503,
    title: 'Miteos is not available at the moment',
    sentence: 'It cannot reach its data, or takes too long to answer. Try again in a minute.',
  }),
  failed: () => ({
    status: 500,
    title: 'Something went wrong',
    sentence: 'Miteos could not go on. The reference below leads to the reason in its log.',
  }),
}

/** Returns the words of a refusal for people. */
export function refusalWords(
  cause: RefusalCause,
  service: string | undefined,
  appUrl: string,
): Refusal {
  const name = service === undefined ? 'the provider' : serviceName(service)
  return { next: 'start_again', ...words[cause](name, appUrl) }
}
