import { noticePage } from '@/lib/http/notice-page'

/** Every reason for which the page of an approval is not shown, or a decision is not taken. */
type Refusal =
  | 'not_found'
  | 'method_not_allowed'
  | 'cross_site'
  | 'form_unreadable'
  | 'form_too_large'
  | 'person_changed'
  | 'role_may_not_approve'
  | 'own_call'
  | 'person_rate_limited'
  | 'unavailable'
  | 'failed'

const words: Record<Refusal, { status: number; title: string; text: string }> = {
  not_found: {
    status: 404,
    title: 'There is no such call to approve',
    text: 'It may belong to another account or to the other environment, or it was asked for more than a day ago. Nothing was changed.',
  },
  method_not_allowed: {
    status: 405,
    title: 'This address does not accept such a request',
    text: 'Open the link that the agent gave you. Nothing was changed.',
  },
  cross_site: {
    status: 403,
    title: 'This did not come from a Miteos page',
    text: 'A call can be decided only on its own page. Open the link that the agent gave you. Nothing was changed.',
  },
  form_unreadable: {
    status: 415,
    title: 'The form could not be read',
    text: 'Open the link that the agent gave you, and use the buttons of its page. Nothing was changed.',
  },
  form_too_large: {
    status: 413,
    title: 'The form is too large',
    text: 'Open the link that the agent gave you, and use the buttons of its page. Nothing was changed.',
  },
  person_changed: {
    status: 403,
    title: 'This browser is signed in differently now',
    text: 'Since the page was opened, somebody else has signed in here, or you have switched to another account or environment. Nothing was changed.',
  },
  own_call: {
    status: 403,
    title: 'You cannot approve your own call',
    text: 'An API token that asked for this call, or one behind it, is behind your sign-in too, and an agent may hold it. Somebody else of the account can approve. Nothing was changed.',
  },
  role_may_not_approve: {
    status: 403,
    title: 'Your role may not decide this',
    text: 'You can see what the agent asks for. Ask a member or an admin of the account to decide. Nothing was changed.',
  },
  person_rate_limited: {
    status: 429,
    title: 'Too many requests at once',
    text: 'Miteos did not check who is signed in, because you have sent too many requests in a short time. Nothing was changed.',
  },
  unavailable: {
    status: 503,
    title: 'Miteos is not available at the moment',
    text: 'Miteos cannot reach its database or takes too long to answer. Try again in a minute. Nothing was changed.',
  },
  failed: {
    status: 500,
    title: 'Something went wrong',
    text: 'Miteos could not show or decide this. The log has the reason under the reference below.',
  },
}

/** Returns the page of a refusal. */
export function refusalPage(
  appUrl: string,
  refusal: Refusal,
  {
    retryAddress,
    reference,
    headers,
  }: { retryAddress?: string; reference?: string; headers?: Record<string, string> } = {},
): Response {
  return noticePage({
    appUrl,
    ...words[refusal],
    link: retryAddress
      ? { href: retryAddress, label: 'Open the page again' }
      : { href: '/integrations', label: 'Go to Integrations' },
    ...(reference !== undefined && { reference }),
    ...(headers && { headers }),
  })
}
