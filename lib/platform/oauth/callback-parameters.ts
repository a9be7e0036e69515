import type { OAuthProvider } from '../providers/oauth-provider'

/** The answer of a provider, as the person's browser brings it back. */
export type Callback =
  /** `code` is the provider code. */
  | { outcome: 'code'; code: string }
  /** `error` is a code of RFC 6749 §4.1.2.1 or the vendor's own, in small letters and underscores. */
  | { outcome: 'error'; error: string }
  /** The answer is not valid. `another_issuer` may be a mix-up attack (RFC 9207 §1). */
  | { outcome: 'invalid'; reason: 'repeated' | 'another_issuer' | 'code_and_error' | 'neither' }

const parameters = ['code', 'error', 'iss', 'state']

/**
 * Reads the parameters that a provider sent back with the person. Does not check the `state`.
 *
 * An answer is valid when it has no parameter twice (RFC 6749 §3.1), has either a code or an error, and when its
 * `iss`, if there is one, names this provider (RFC 9207 §2.4).
 */
export function readCallback(provider: OAuthProvider, { searchParams }: URL): Callback {
  if (parameters.some((name) => searchParams.getAll(name).length > 1)) {
    return { outcome: 'invalid', reason: 'repeated' }
  }
  const issuer = searchParams.get('iss')
  if (issuer !== null && issuer !== provider.issuer) {
    return { outcome: 'invalid', reason: 'another_issuer' }
  }
  const code = searchParams.get('code')
  const error = searchParams.get('error')
  if (code && error) return { outcome: 'invalid', reason: 'code_and_error' }
  if (code) return { outcome: 'code', code }
  if (!error) return { outcome: 'invalid', reason: 'neither' }
  return { outcome: 'error', error: /^[a-z_]{1,64}$/.test(error) ? error : 'unknown_error' }
}
