import { serviceName } from '@/lib/contract/services/catalogue'
import type { WayBackCause } from '@/lib/contract/view/way-back'

interface Words {
  title: string
  happened: string
  /** Says what was not changed. */
  unchanged: string
}

const nothing = 'Nothing was changed.'

type Write = (service: string) => Omit<Words, 'unchanged'> & { unchanged?: string }

const words: Record<WayBackCause, Write> = {
  cancelled: (service) => ({
    title: 'You cancelled',
    happened: `You did not allow Miteos to use ${service}, or closed the page that asked.`,
  }),
  attempt_expired: (service) => ({
    title: 'This took too long',
    happened: `Connecting ${service} has to be finished within minutes of its start.`,
  }),
  nothing_to_finish: () => ({
    title: 'Nothing to finish here',
    happened:
      'No connection was started in this browser that this page could finish, or the browser did not keep our cookie. Allow cookies for this site, then start and finish it in one browser.',
  }),
  state_missing: () => ({
    title: 'Miteos left out the state',
    happened:
      'Miteos sent the answer back without the state that came with the request, so it cannot be told from a forged one. It did send the state within the last day; if it no longer does, connecting works again a day after it last did.',
  }),
  other_person: () => ({
    title: 'Somebody else started this',
    happened:
      'The connection was started by another person than the one who is signed in now. That person can still finish it.',
  }),
  session_ended: (service) => ({
    title: 'Your session had ended',
    happened: `Miteos no longer took your token when ${service} was to be connected with it.`,
  }),
  code_used: () => ({
    title: 'This was already used',
    happened: 'The answer of the provider works once, and it has been used before.',
  }),
  code_expired: (service) => ({
    title: 'The answer came too late',
    happened: `${service} answers for a few minutes only, and they had passed.`,
  }),
  missing_permissions: (service) => ({
    title: 'Permissions are missing',
    happened: `No permission was granted that any ${service} tool needs. What had been granted was given back.`,
  }),
  provider_down: (service) => ({
    title: `${service} is having trouble`,
    happened: `${service} answered with an error, or with something that makes no sense.`,
    unchanged: 'Nothing was changed here.',
  }),
  provider_slow: (service) => ({
    title: `${service} did not answer`,
    happened: `${service} took longer to answer than we wait.`,
    unchanged: 'Nothing was changed here.',
  }),
  provider_unreachable: (service) => ({
    title: `${service} could not be reached`,
    happened: `No answer came from ${service}: the way there is broken. Whoever runs this server finds the reason in the log.`,
  }),
  not_configured: (service) => ({
    title: `${service} is not set up`,
    happened: `This server has no valid registration at ${service}. Whoever runs it has been told in the log.`,
  }),
  registration_refused: (service) => ({
    title: `${service} refuses this server`,
    happened: `${service} does not accept the registration that this server has there. Only whoever runs the server can mend that; its log says more.`,
  }),
  app_suspended: (service) => ({
    title: `${service} has suspended the app`,
    happened: `${service} has suspended the app that Miteos connects with. Only whoever runs this server can clear that up with ${service}.`,
  }),
  scopes_refused: (service) => ({
    title: 'The permissions were not allowed',
    happened: `${service} does not let Miteos ask for the permissions that its tools need. Only whoever runs this server can have them allowed there.`,
  }),
  admin_blocked: (service) => ({
    title: 'Your organisation does not allow it',
    happened: `An administrator of your organisation has to allow Miteos at ${service} first. Ask them, or use an account of your own.`,
  }),
  org_only: (service) => ({
    title: 'Only for one organisation',
    happened: `At ${service}, this server’s app is for accounts of one organisation only. Use an account of that organisation, or ask whoever runs this server.`,
  }),
  interaction_required: (service) => ({
    title: `${service} needs you first`,
    happened: `${service} wants you to do something there first, such as signing in or answering a question. Try again, and finish what it shows.`,
  }),
  email_unverified: (service) => ({
    title: 'Verify your address first',
    happened: `The email address of your ${service} account is not verified. Verify it at ${service}, then try again.`,
  }),
  clock_wrong: (service) => ({
    title: 'The clock of this server is wrong',
    happened: `By the clock of this server the answer of ${service} had run out before it came. Only whoever runs the server can set the clock.`,
  }),
  provider_refused: (service) => ({
    title: `${service} refused`,
    happened: `${service} ended this for a reason that Miteos does not know. Whoever runs this server finds the word for it in the log.`,
  }),
  exchange_refused: (service) => ({
    title: 'The answer was not accepted',
    happened: `${service} no longer accepts the code that it gave. That happens when the code is too old, or was used before.`,
  }),
  other_service: () => ({
    title: 'The answer is of another service',
    happened: 'What came back does not belong to the service that you started with.',
  }),
  account_mismatch: (service) => ({
    title: 'A different account came back',
    happened: `You were reconnecting one ${service} account, and signed in to another one there.`,
  }),
  not_allowed: () => ({
    title: 'Your role may not do this',
    happened: 'Connecting is for members and admins of the account. Ask one of them.',
  }),
  integration_gone: () => ({
    title: 'This integration is gone',
    happened: 'The integration that you were reconnecting is not in this account.',
  }),
  miteos_down: () => ({
    title: 'Miteos cannot be reached',
    happened: 'Miteos did not take the answer of the provider.',
  }),
  unconfirmed: (service) => ({
    title: 'We could not confirm it',
    happened: `The answer to the last step was lost. ${service} may be connected or not.`,
    unchanged: 'The list of integrations shows what is true.',
  }),
  malformed: () => ({
    title: 'This address is not complete',
    happened: 'What came back from the provider is not something this page can use.',
  }),
}

/** Returns the words for a failed way back. `service` is undefined when it is not known. */
export function wayBackWords(cause: WayBackCause, service: string | undefined): Words {
  return { unchanged: nothing, ...words[cause](service ? serviceName(service) : 'the service') }
}
