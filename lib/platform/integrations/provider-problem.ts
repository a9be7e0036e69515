import { serviceName } from '@/lib/contract/services/catalogue'
import type { Log } from '@/lib/http/log'
import { ApiProblem } from '../core/api-problem'
import { obstacleOf } from '../oauth/obstacle-words'
import { ProviderError } from '../providers/provider-error'
import { obstacleDetail } from './obstacle-detail'

/**
 * Logs a provider's failure while connecting and returns the problem with which to answer. Returns every other
 * error unchanged.
 *
 * @param refusalProblem the problem to return when the provider refused the code or the token
 */
export function asProblem(error: unknown, log: Log, refusalProblem: ApiProblem): unknown {
  if (!(error instanceof ProviderError)) return error
  const { service, failure, code, fields } = error
  const name = serviceName(service)
  const options = { cause: error }
  if (failure === 'refused') {
    log.info(fields, 'a provider refused to connect')
    return refusalProblem
  }
  if (failure === 'misconfigured') {
    log.error(fields, 'operator alarm: the provider refuses our own registration')
    const reason = obstacleOf(code) ?? failure
    return new ApiProblem('provider_error', obstacleDetail(reason, name), { reason }, options)
  }
  if (failure === 'clock_wrong') {
    log.error(fields, 'operator alarm: the clock of this server differs from the provider’s')
    const detail = `The clock of this server differs from that of ${name}. Its operator has to set it. Nothing was connected.`
    return new ApiProblem('provider_error', detail, { reason: failure }, options)
  }
  log.warn(fields, 'a provider failed while connecting')
  if (failure === 'blocked') {
    const reason = obstacleOf(code) ?? 'interaction_required'
    return new ApiProblem('invalid_oauth_code', obstacleDetail(reason, name), { reason }, options)
  }
  if (failure === 'unexplained') {
    const detail = `${name} refused for a reason that Miteos does not know. Nothing was connected.`
    return new ApiProblem('provider_error', detail, { reason: failure }, options)
  }
  if (failure === 'timeout') {
    const detail = `${name} did not answer in time. Nothing was connected; start again.`
    return new ApiProblem('provider_timeout', detail, { reason: failure }, options)
  }
  const detail =
    failure === 'unreachable'
      ? `No answer came from ${name}. Nothing was connected; start again.`
      : `${name} did not answer as it should. Nothing was connected; start again.`
  const { retryAfterSeconds } = error
  const members = { reason: failure, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) }
  return new ApiProblem('provider_error', detail, members, options)
}
