import { writtenHost } from '@/lib/contract/api/url-hosts'
import {
  privateAddressProblem,
  type WebhookUrlProblem,
  webhookUrlProblem,
} from '@/lib/contract/api/webhook-url-rules'
import type { Caller } from '../access/caller'
import { ApiProblem } from '../core/api-problem'
import { literalAddress, mayReach } from './public-address'

function targetProblem(url: string, { environment }: Caller): WebhookUrlProblem | null {
  const urlProblem = webhookUrlProblem(url, environment)
  if (urlProblem) return urlProblem
  const { hostname } = new URL(url)
  const address = literalAddress(hostname)
  if (address === null || mayReach(address, writtenHost(url), environment)) return null
  return privateAddressProblem
}

/**
 * Requires that a webhook of the caller's environment may have this URL. Host names are not
 * resolved here, but for each message that is sent.
 *
 * @throws {ApiProblem} `invalid_request` with the field and the reason
 */
export function requireTarget(url: string, caller: Caller): void {
  const problem = targetProblem(url, caller)
  if (!problem) return
  throw new ApiProblem('invalid_request', problem.detail, { field: 'url', reason: problem.reason })
}
