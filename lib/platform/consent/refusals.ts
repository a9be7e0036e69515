import { serviceName, services } from '@/lib/contract/services/catalogue'
import type { RefusalCause } from './refusal-cause'

interface Refusal {
  status: number
  title: string
  /** One or two sentences about what happened. The page adds that nothing was changed. */
  sentence: string
  /** The one next step. */
  next: 'start_again' | 'integrations' | 'sign_in'
}

/** A refusal in which `next` can be absent, which means `start_again`. */
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
    sentence: `The service in a connect link has to be one of these, written exactly like this: ${services.join(', ')}.`,
  }),
  redirect_uri_missing: () => ({
    status: 400,
    title: 'The link has no return address',
    sentence: 'A connect link has to contain a redirect_uri that is registered in your account.',
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
      'Miteos sends people back only to addresses that are registered in the account and the ' +
      'environment they are signed in to, written exactly the same, character by character.',
  }),
  redirect_uri_deleted: (service) => ({
    status: 410,
    title: 'This return address is no longer registered',
    sentence: `It was deleted while you were at ${service}. Miteos sends people only to registered addresses.`,
    next: 'integrations',
  }),
  reference_malformed: () => ({
    status: 400,
    title: 'The reference in the link cannot be used',
    sentence: 'It has 1 to 64 letters, digits, hyphens and underscores.',
  }),
  state_malformed: () => ({
    status: 400,
    title: 'The state in the link cannot be used',
    sentence: 'It is longer than 512 characters or contains control characters.',
  }),
  parameter_repeated: () => ({
    status: 400,
    title: 'The request contains a parameter twice',
    sentence: 'Each parameter of a connect link or of its form may be sent only once.',
  }),
  form_unreadable: () => ({
    status: 415,
    title: 'The form could not be read',
    sentence: 'Open a connect link and use the form on its page.',
  }),
  form_too_large: () => ({
    status: 413,
    title: 'The form is too large',
    sentence: 'Miteos accepts a form of at most 16 KB here.',
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
    sentence: `Services can be connected only on pages of ${appUrl}. Open Miteos at that address and try again.`,
  }),
  person_changed: () => ({
    status: 403,
    title: 'This browser is signed in differently now',
    sentence:
      'Since the page was opened, somebody else has signed in here, or you have switched to another account or environment.',
  }),
  signed_out: (service) => ({
    status: 401,
    title: 'You are signed out',
    sentence: `You came back from ${service}, but your session has ended, or your browser did not keep the cookies of Miteos.`,
    next: 'sign_in',
  }),
  person_rate_limited: () => ({
    status: 429,
    title: 'Too many requests at once',
    sentence:
      'Miteos did not check who is signed in, because you have sent too many requests in a short time.',
  }),
  rate_limited: () => ({
    status: 429,
    title: 'Too many connections at once',
    sentence: 'You have started more connections than one person may start in a minute.',
  }),
  state_unknown: (service) => ({
    status: 400,
    title: 'Miteos does not know this connection',
    sentence: `This answer from ${service} does not belong to any connection that was started here.`,
  }),
  other_service: () => ({
    status: 400,
    title: 'This answer is for another service',
    sentence: 'The connection that this answer belongs to was started for a different service.',
  }),
  finished: (service) => ({
    status: 409,
    title: 'This connection was answered before',
    sentence: `Only the first answer from ${service} counts, and Miteos already has it. Integrations shows the result.`,
    next: 'integrations',
  }),
  expired: (service) => ({
    status: 410,
    title: 'That took too long',
    sentence: `You did not come back from ${service} in time.`,
  }),
  other_browser: () => ({
    status: 403,
    title: 'This browser cannot finish the connection',
    sentence: `A connection has to be finished in the browser in which it was started. If it was started in this browser, the cookie for it is missing: allow cookies for this site.`,
  }),
  other_person: () => ({
    status: 403,
    title: 'Somebody else started this connection',
    sentence:
      'Only the person who started it can finish it, with the same identity and in the same account.',
  }),
  callback_malformed: (service) => ({
    status: 400,
    title: `The answer from ${service} cannot be used`,
    sentence: 'It is incomplete or contradicts itself.',
  }),
  issuer_wrong: (service) => ({
    status: 400,
    title: 'The answer is from another provider',
    sentence: `The answer names a sender that is not ${service}.`,
  }),
  not_found: () => ({
    status: 404,
    title: 'There is no such page',
    sentence: 'No step of connecting a service has this address.',
    next: 'integrations',
  }),
  method_not_allowed: () => ({
    status: 405,
    title: 'This address does not accept such a request',
    sentence: 'To connect a service, start on the Integrations page.',
  }),
  unavailable: () => ({
    status: 503,
    title: 'Miteos is not available at the moment',
    sentence:
      'Miteos cannot reach its database or takes too long to answer. Try again in a minute.',
  }),
  failed: () => ({
    status: 500,
    title: 'Something went wrong',
    sentence:
      'Miteos could not finish this step. The log contains the reason under the reference below.',
  }),
}

/** Returns the HTTP status, the text for the person and the next step of a refusal. */
export function refusalWords(
  cause: RefusalCause,
  service: string | undefined,
  appUrl: string,
): Refusal {
  const name = service === undefined ? 'the provider' : serviceName(service)
  return { next: 'start_again', ...words[cause](name, appUrl) }
}
