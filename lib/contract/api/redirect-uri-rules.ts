import { plainText } from '../text/plain-text'
import { maxRedirectUriLength } from './redirect-uri'
import type { Environment } from './role'
import {
  hasUriCharacters,
  hasUserinfo,
  isCompleteAddress,
  isIpAddress,
  isLoopbackHost,
  isPrivateHost,
  writtenHost,
} from './url-hosts'

/** Why a URI cannot be registered. */
export interface RedirectUriProblem {
  reason:
    | 'too_long'
    | 'not_absolute'
    | 'bad_character'
    | 'wildcard'
    | 'fragment'
    | 'userinfo'
    | 'not_https'
    | 'ip_address'
    | 'private_host'
    | 'reserved_parameter'
  /** One sentence for the developer. */
  detail: string
}

/** The parameters that Miteos adds when it sends people back. */
const ownParameters = ['state', 'iss', 'service', 'oauth_code', 'error', 'error_description']

function hostProblem(uri: string, environment: Environment): RedirectUriProblem | null {
  const { protocol, hostname } = new URL(uri)
  if (environment === 'test' && isLoopbackHost(writtenHost(uri))) return null
  if (protocol === 'http:') {
    const detail =
      environment === 'test'
        ? 'A redirect URI begins with https://. In test, http:// is allowed for localhost, 127.0.0.1 and [::1].'
        : 'A redirect URI of the live environment begins with https://.'
    return { reason: 'not_https', detail }
  }
  if (isIpAddress(hostname)) {
    return { reason: 'ip_address', detail: 'The host of a redirect URI is a name, not an address.' }
  }
  if (environment === 'live' && isPrivateHost(hostname)) {
    return {
      reason: 'private_host',
      detail: `“${hostname}” can be reached only inside a private network. The live environment needs a public host.`,
    }
  }
  return null
}

/**
 * Returns why a URI cannot be registered in an environment, or null when it can. The rules follow
 * https://www.rfc-editor.org/rfc/rfc6749#section-3.1.2 and https://www.rfc-editor.org/rfc/rfc9700#section-2.1.
 */
export function redirectUriProblem(
  uri: string,
  environment: Environment,
): RedirectUriProblem | null {
  if (uri.length > maxRedirectUriLength) {
    const detail = `A redirect URI has at most ${maxRedirectUriLength} characters; this one has ${uri.length}.`
    return { reason: 'too_long', detail }
  }
  if (uri.includes('*')) {
    return {
      reason: 'wildcard',
      detail: 'A redirect URI has no “*”. Register each address in full.',
    }
  }
  if (uri !== '' && !hasUriCharacters(uri)) {
    const detail =
      'A redirect URI has only the characters that a URI may contain. Encode spaces, backslashes and everything outside ASCII.'
    return { reason: 'bad_character', detail }
  }
  if (!isCompleteAddress(uri)) {
    const detail =
      'A redirect URI is a complete address, for example https://app.example.com/callback.'
    return { reason: 'not_absolute', detail }
  }
  if (uri.includes('#')) {
    return { reason: 'fragment', detail: 'A redirect URI has no “#” and nothing after it.' }
  }
  if (hasUserinfo(uri)) {
    return {
      reason: 'userinfo',
      detail: 'A redirect URI has no user name and no “@” before its host.',
    }
  }
  const ofHost = hostProblem(uri, environment)
  if (ofHost) return ofHost
  const taken = ownParameters.find((name) => new URL(uri).searchParams.has(name))
  if (taken === undefined) return null
  const detail = `Miteos adds the parameter “${taken}” itself, so a redirect URI cannot have it.`
  return { reason: 'reserved_parameter', detail }
}

/** Returns why a text cannot be the name of an app, or null when it can. */
export function appNameProblem(name: string): string | null {
  const isPlain = name.isWellFormed() && name.trim() === name && !/\p{C}/u.test(name)
  // The connect page names the app to the people who decide about it, so something of the name has to be visible.
  if (isPlain && name.length <= 64 && plainText(name) !== '') return null
  return 'The name of an app has 1 to 64 printable characters, and no space around them.'
}
