import { serviceName } from '@/lib/contract/catalogue'
import { ApiProblem } from '../api-problem'
import type { Log } from '../log'
import { ProviderError } from '../providers/provider-error'

/**
 * What the person is told when a provider let us down while connecting. Everything else that was
 * thrown passes through.
 *
 * @param refused what it means here that the provider said no
 */
export function asProblem(error: unknown, log: Log, refused: ApiProblem): unknown {
  if (!(error instanceof ProviderError)) return error
  const { service, failure, code } = error
  const name = serviceName(service)
  const fields = { service, failure, vendor_code: code }
  const options = { cause: error }
  if (failure === 'refused') {
    log.info(fields, 'a provider refused to connect')
    return refused
  }
  if (failure === 'misconfigured') {
    log.error(fields, 'operator alarm: the provider refuses our own registration')
    const detail = `${name} does not accept this server's registration. Its operator has to act.`
    return new ApiProblem('provider_error', detail, { reason: 'misconfigured' }, options)
  }
  log.warn(fields, 'a provider failed while connecting')
  if (failure === 'timeout') {
    const detail = `${name} did not answer in time. Nothing was connected; start again.`
    return new ApiProblem('provider_timeout', detail, { reason: failure }, options)
  }
  const detail = `${name} did not answer as it should. Nothing was connected; start again.`
  const { retryAfter } = error
  const members = { reason: failure, ...(retryAfter !== undefined && { retryAfter }) }
  return new ApiProblem('provider_error', detail, members, options)
}
