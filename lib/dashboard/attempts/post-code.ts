import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { WayBackCause } from '@/lib/contract/view/way-back'
import type { Miteos } from '../miteos/miteos-client'
import { MiteosError } from '../miteos/miteos-error'
import type { Attempt } from './attempt'
import type { Outcome } from './attempt-outcome'
import { causeByObstacle } from './way-back-errors'

/**
 * The choice of a person after another account than expected came back: to connect it as a second integration, or
 * to let it replace the account of the expected one.
 */
export type AccountChoice = 'second' | 'replace'

/** The cause for each `code` of a problem, the error that the API answers with. */
const causeByProblemCode: Record<string, WayBackCause> = {
  invalid_scope: 'missing_permissions',
  account_mismatch: 'account_mismatch',
  provider_error: 'provider_down',
  provider_timeout: 'provider_slow',
  unavailable: 'miteos_down',
  not_configured: 'not_configured',
}

/** The cause for each `reason` of a problem. A reason is more exact than the `code`. */
const causeByReason: Record<string, WayBackCause> = {
  used: 'code_used',
  expired: 'code_expired',
  not_configured: 'not_configured',
  unexplained: 'provider_refused',
  clock_wrong: 'clock_wrong',
  reconnect_link_ended: 'link_ended',
  unreachable: 'provider_unreachable',
  ...causeByObstacle,
}

/** Returns the cause when connecting has certainly failed, or `null` when it may have worked. */
function certainCause(
  { kind, status, problem, wasNeverSent }: MiteosError,
  { reconnects }: Attempt,
): WayBackCause | null {
  const cause = causeByReason[problem.reason ?? ''] ?? causeByProblemCode[problem.code ?? '']
  if (cause) return cause
  if (kind === 'forbidden') return 'not_allowed'
  if (kind === 'not_found') return reconnects ? 'integration_gone' : 'miteos_down'
  if (kind === 'conflict') return 'code_used'
  if (kind === 'refused') return status === 410 ? 'code_expired' : 'exchange_refused'
  return kind === 'rate_limited' || wasNeverSent ? 'miteos_down' : null
}

function outcomeOfAnswer(
  attempt: Attempt,
  choice: AccountChoice | null,
  answer: ListedIntegration,
): Outcome {
  const expected = choice ? null : attempt.reconnects
  return {
    kind: 'connected',
    integrationId: answer.id,
    ...(expected && expected !== answer.id ? { insteadOf: expected } : {}),
  }
}

/**
 * Finds the outcome in the list of integrations, after an answer that was lost or names another service. The
 * attempt succeeded when the list has the integration that was to be reconnected, or one that was first connected
 * since the attempt began. Otherwise the outcome is `unconfirmed`.
 */
async function outcomeFromList(attempt: Attempt, miteos: Miteos): Promise<Outcome> {
  const listed = await miteos.list().catch((error: unknown) => {
    if (error instanceof MiteosError) return []
    throw error
  })
  const connected = listed
    .filter(({ service, status }) => service === attempt.service && status === 'connected')
    .findLast(({ id, connected_at }) =>
      attempt.reconnects
        ? id === attempt.reconnects
        : Date.parse(connected_at ?? '') >= attempt.createdAt,
    )
  return connected
    ? { kind: 'connected', integrationId: connected.id }
    : { kind: 'failed', cause: 'unconfirmed' }
}

/**
 * Posts the code once and returns the outcome.
 *
 * @throws {MiteosError} only `unauthorized`: nothing was connected, and the session has ended
 */
export async function postCode(
  attempt: Attempt,
  code: string,
  { miteos, choice }: { miteos: Miteos; choice: AccountChoice | null },
): Promise<Outcome> {
  const { service, reconnects, reconnectLink } = attempt
  try {
    const { integration } = await miteos.connect({
      service,
      oauth_code: code,
      ...(reconnects && choice !== 'second' ? { reconnects } : {}),
      ...(choice === 'replace' ? { replace: true } : {}),
      ...(reconnectLink ? { reconnect_link: reconnectLink } : {}),
    })
    if (integration.service !== service) return await outcomeFromList(attempt, miteos)
    return outcomeOfAnswer(attempt, choice, integration)
  } catch (error) {
    if (!(error instanceof MiteosError) || error.kind === 'unauthorized') throw error
    const cause = certainCause(error, attempt)
    if (!cause) return outcomeFromList(attempt, miteos)
    const { expected, received } = error.problem
    const accounts = expected && received ? { expected, received } : {}
    return { kind: 'failed', cause, ...(cause === 'account_mismatch' ? accounts : {}) }
  }
}
