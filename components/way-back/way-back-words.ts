import { serviceName } from '@/lib/contract/services/catalogue'
import type { WayBackCause } from '@/lib/contract/view/way-back'

interface Words {
  title: string
  happened: string
  /** Says what did or did not change. */
  effect: string
}

const nothingChanged = 'Nothing was changed.'

/** Makes the words for a service. Without `effect`, the page says that nothing was changed. */
type MakeWords = (service: string) => Omit<Words, 'effect'> & { effect?: string }

const wordsByCause: Record<WayBackCause, MakeWords> = {
  cancelled: (service) => ({
    title: 'You cancelled',
    happened: `You did not allow Miteos to use ${service}, or you closed the page that asked you.`,
  }),
  attempt_expired: (service) => ({
    title: 'This took too long',
    happened: `Connecting ${service} was started too long ago to be finished now.`,
  }),
  nothing_to_finish: () => ({
    title: 'Nothing to finish here',
    happened:
      'Either this browser has no connection to finish, or the browser did not keep our cookie. Allow cookies for this site, then start and finish in the same browser.',
  }),
  state_missing: () => ({
    title: 'The answer could not be verified',
    happened:
      'Miteos left out the check value that shows that this answer belongs to your request. If Miteos has stopped sending it, connecting works again within a day.',
  }),
  other_person: () => ({
    title: 'Somebody else started this',
    happened:
      'The connection was started by somebody other than the person who is signed in now. Whoever started it can still finish it.',
  }),
  session_ended: (service) => ({
    title: 'Your session had ended',
    happened: `Your session ended before ${service} was connected. Sign in again.`,
  }),
  code_used: () => ({
    title: 'This was already used',
    happened: 'The answer of the provider works only once, and it has already been used.',
  }),
  code_expired: (service) => ({
    title: 'The answer came too late',
    happened: `The answer of ${service} is valid for a few minutes only, and it came later.`,
  }),
  missing_permissions: (service) => ({
    title: 'Permissions are missing',
    happened: `You granted none of the permissions that the tools of ${service} need, so Miteos revoked what you granted.`,
    effect: 'Nothing was changed here.',
  }),
  provider_down: (service) => ({
    title: `${service} is having trouble`,
    happened: `${service} answered with an error, or with something that cannot be read.`,
    effect: 'Nothing was changed here.',
  }),
  provider_slow: (service) => ({
    title: `${service} did not answer`,
    happened: `${service} took longer to answer than Miteos waits.`,
    effect: 'Nothing was changed here.',
  }),
  provider_unreachable: (service) => ({
    title: `${service} could not be reached`,
    happened: `No answer came from ${service}. Whoever runs this server finds the reason in the log.`,
  }),
  not_configured: (service) => ({
    title: `${service} is not set up`,
    happened: `This server has no valid registration at ${service}. The log tells whoever runs this server what is missing.`,
  }),
  registration_refused: (service) => ({
    title: `${service} refuses this server`,
    happened: `${service} does not accept the registration that this server has there. Only whoever runs the server can fix that. The log says more.`,
  }),
  app_suspended: (service) => ({
    title: `${service} has suspended the app`,
    happened: `${service} has suspended the app that Miteos connects with. Only whoever runs this server can settle that with ${service}.`,
  }),
  scopes_refused: (service) => ({
    title: 'The permissions were not allowed',
    happened: `${service} does not let Miteos ask for the permissions that its tools need. Only whoever runs this server can ask ${service} to allow them.`,
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
    happened: `By the clock of this server, the answer of ${service} expired before it came. Only whoever runs the server can set the clock.`,
  }),
  provider_refused: (service) => ({
    title: `${service} refused`,
    happened: `${service} refused for a reason that Miteos does not know. Whoever runs this server finds the error in the log.`,
  }),
  exchange_refused: (service) => ({
    title: 'The answer was not accepted',
    happened: `${service} no longer accepts the code that it issued. That happens when the code is too old, or was used before.`,
  }),
  other_service: () => ({
    title: 'The answer is from another service',
    happened: 'You started with one service, but the answer is for another one.',
  }),
  account_mismatch: (service) => ({
    title: 'A different account came back',
    happened: `You were reconnecting one ${service} account, but signed in to another one.`,
  }),
  not_allowed: () => ({
    title: 'Your role may not do this',
    happened: 'Connecting is for members and admins of the account. Ask one of them.',
  }),
  integration_gone: () => ({
    title: 'This integration is gone',
    happened: 'The integration that you were reconnecting is not in this account.',
  }),
  link_ended: (service) => ({
    title: 'The reconnect link has ended',
    happened: `The link with which you came was used already, or ended while you were at ${service}. What you allowed there is taken back. If the integration still has to be reconnected, ask whoever sent you the link for another one.`,
  }),
  miteos_down: () => ({
    title: 'Miteos cannot be reached',
    happened: 'Miteos could not be asked to finish the connection, or answered with an error.',
  }),
  unconfirmed: (service) => ({
    title: 'The result is not known',
    happened: `The answer to the last step was lost. ${service} may be connected or not.`,
    effect: 'The list of integrations shows whether it is connected.',
  }),
  malformed: () => ({
    title: 'This address is not complete',
    happened: 'The answer that came back from the provider is not complete or not valid.',
  }),
}

function capitalize(text: string): string {
  return text.replace(/^./, (letter) => letter.toUpperCase())
}

/** Returns the words for a failed way back. `service` is undefined when the way back names no service. */
export function wayBackWords(cause: WayBackCause, service: string | undefined): Words {
  const name = service ? serviceName(service) : 'the service'
  const { title, happened, effect = nothingChanged } = wordsByCause[cause](name)
  return { title: capitalize(title), happened: capitalize(happened), effect }
}
