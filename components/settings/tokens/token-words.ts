import type { SettingsError } from '@/lib/contract/view/settings'

/** The lifetimes that the form offers, in days. */
export const lifetimes = [
  { days: '', name: 'Never' },
  { days: '7', name: 'In 7 days' },
  { days: '30', name: 'In 30 days' },
  { days: '90', name: 'In 90 days' },
  { days: '365', name: 'In one year' },
] as const

const sentences: Record<SettingsError, string> = {
  invalid: 'The token needs a name of 1 to 64 printable characters, and a role.',
  conflict: 'This cannot be done as things stand.',
  forbidden: 'Only an admin of the account may do this.',
  rate_limited: 'Too many requests at once. Try again in a minute.',
  unreachable: 'Miteos cannot be reached at the moment. Try again in a minute.',
}

/** Returns the sentence for a form that changed nothing. */
export function notDoneSentence(error: SettingsError, isErrorOfRevoke: boolean): string {
  return isErrorOfRevoke && error === 'conflict'
    ? 'This is the last admin token of the environment. Create another one first, so that the account is not locked out.'
    : sentences[error]
}
