import 'server-only'
import type { SettingsError } from '@/lib/contract/view/settings'
import { MiteosError } from '../miteos/miteos-error'

/**
 * Returns the error that a page of the settings shows for a failed call to the API. Throws the failure again when
 * the person has to sign in, and when it is no failure of the API.
 */
export function settingsErrorOf(failure: unknown): SettingsError {
  if (!(failure instanceof MiteosError) || failure.kind === 'unauthorized') throw failure
  const { kind } = failure
  if (kind === 'forbidden' || kind === 'conflict' || kind === 'rate_limited') return kind
  return kind === 'refused' ? 'invalid' : 'unreachable'
}
