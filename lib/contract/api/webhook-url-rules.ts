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
import { maxWebhookUrlLength } from './webhook'

/** Why a text cannot be the URL of a webhook. */
export interface WebhookUrlProblem {
  reason:
    | 'too_long'
    | 'bad_character'
    | 'not_absolute'
    | 'fragment'
    | 'userinfo'
    | 'not_https'
    | 'private_host'
    | 'private_address'
  /** One sentence for the developer. */
  detail: string
}

/**
 * The problem of a URL whose host is an IP address that is not public. `webhookUrlProblem` never returns it, because only
 * the platform knows which addresses are public.
 */
export const privateAddressProblem: WebhookUrlProblem = {
  reason: 'private_address',
  detail:
    'The IP address in this URL is not public. The host of a webhook has to be reachable from the internet.',
}

/** Returns whether the host is the computer that Miteos runs on, and the environment allows webhooks there. */
export function isAllowedLoopback(host: string, environment: Environment): boolean {
  return environment === 'test' && isLoopbackHost(host)
}

function hostProblem(url: string, environment: Environment): WebhookUrlProblem | null {
  const { protocol, hostname } = new URL(url)
  if (isAllowedLoopback(writtenHost(url), environment)) return null
  if (protocol === 'http:') {
    const detail =
      environment === 'test'
        ? 'The URL of a webhook begins with https://. In test, http:// is allowed for localhost, 127.0.0.1 and [::1].'
        : 'The URL of a webhook begins with https://.'
    return { reason: 'not_https', detail }
  }
  if (isIpAddress(hostname) || !isPrivateHost(hostname)) return null
  const detail = `“${hostname}” can be reached only inside a private network. A webhook needs a public host.`
  return { reason: 'private_host', detail }
}

/**
 * Returns why a text cannot be the URL of a webhook in an environment, or null when its form is right. Whether an
 * IP address in it is public has to be checked as well.
 */
export function webhookUrlProblem(url: string, environment: Environment): WebhookUrlProblem | null {
  if (url.length > maxWebhookUrlLength) {
    const detail = `The URL of a webhook has at most ${maxWebhookUrlLength} characters; this one has ${url.length}.`
    return { reason: 'too_long', detail }
  }
  if (url !== '' && !hasUriCharacters(url)) {
    const detail =
      'The URL of a webhook has only the characters that a URL may contain. Encode spaces, backslashes and everything outside ASCII.'
    return { reason: 'bad_character', detail }
  }
  if (!isCompleteAddress(url)) {
    const detail =
      'The URL of a webhook is a complete address, for example https://app.example.com/webhooks.'
    return { reason: 'not_absolute', detail }
  }
  if (url.includes('#')) {
    return { reason: 'fragment', detail: 'The URL of a webhook has no “#” and nothing after it.' }
  }
  if (hasUserinfo(url)) {
    const detail = 'The URL of a webhook has no user name and no “@” before its host.'
    return { reason: 'userinfo', detail }
  }
  return hostProblem(url, environment)
}
