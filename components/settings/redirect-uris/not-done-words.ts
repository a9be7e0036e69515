import type { SettingsError } from '@/lib/contract/view/settings'

/** The sentences for errors that are not about what was typed. */
export const notDoneWords: Record<Exclude<SettingsError, 'invalid'>, string> = {
  conflict: 'An environment has at most 50 redirect URIs. Delete one that is no longer used.',
  forbidden: 'Only an admin of the account may do this.',
  rate_limited: 'Too many requests at once. Try again in a minute.',
  unreachable: 'Miteos cannot be reached at the moment. Try again in a minute.',
}
