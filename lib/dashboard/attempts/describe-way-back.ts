import 'server-only'
import { roleMay } from '@/lib/contract/api/permissions'
import type { WayBack, WayBackCause } from '@/lib/contract/view/way-back'
import type { Dashboard } from '../dashboard'
import { home } from '../routes/return-path'
import type { Session } from '../sessions/sessions'
import { type Assessment, assessmentAddress, assessWayBack, type Visitor } from './assess-way-back'
import type { Attempt } from './attempt'
import type { WayBackParameters } from './way-back-parameters'

/** The content of the callback page, or the address without code and state to which that page redirects. */
export type WayBackDescription = { show: WayBack } | { goTo: string }

function failedPage(
  attempt: Attempt | undefined,
  reason: { cause: WayBackCause; referenceId: string },
) {
  return {
    kind: 'failed' as const,
    returnTo: attempt?.returnTo ?? home,
    ...(attempt ? { service: attempt.service } : {}),
    ...(attempt?.reconnects ? { reconnects: attempt.reconnects } : {}),
    ...(attempt?.reconnectLink ? { reconnectLink: attempt.reconnectLink } : {}),
    ...reason,
  }
}

function describeSettled(attempt: Attempt, { role }: Session): WayBack {
  const { id, outcome, service, returnTo } = attempt
  if (outcome?.kind === 'connected') {
    return { kind: 'connected', service, integrationId: outcome.integrationId, returnTo }
  }
  const cause = outcome?.cause ?? 'unconfirmed'
  const page = failedPage(attempt, { cause, referenceId: id })
  if (!outcome?.expected || !outcome.received) return page
  const mayReplace = role === null || roleMay(role, 'replace_account')
  const { expected, received } = outcome
  if (attempt.onlyExpected) return { ...page, mismatch: { expected, received } }
  if (attempt.status !== 'deciding') return page
  return { ...page, mismatch: { expected, received, attemptId: id, mayReplace } }
}

function finishForm(
  assessment: Extract<Assessment, { kind: 'ready' | 'under_way' }>,
  parameters: WayBackParameters,
  { personId }: Session,
): WayBack {
  const { attempt } = assessment
  const isReady = assessment.kind === 'ready'
  return {
    kind: 'finish',
    service: attempt.service,
    submitsItself: isReady ? assessment.stateMatched : true,
    fields: {
      person: personId,
      ...(isReady ? { oauth_code: assessment.code } : {}),
      ...(isReady && parameters.state !== undefined
        ? { state: parameters.state }
        : { attempt: attempt.id }),
      ...(isReady && parameters.service ? { service: parameters.service } : {}),
      ...(isReady && parameters.iss !== undefined ? { iss: parameters.iss } : {}),
    },
  }
}

/**
 * Returns the content of the callback page for these parameters, or the address to which the page redirects. Changes
 * nothing, so that a prefetch or a reload is harmless.
 */
export async function describeForVisitor(
  dashboard: Dashboard,
  parameters: WayBackParameters | null,
  { visitor, requestId }: { visitor: Visitor; requestId: string },
): Promise<WayBackDescription> {
  const assessment = await assessWayBack(dashboard, parameters, visitor)
  if (parameters && (assessment.kind === 'ready' || assessment.kind === 'under_way')) {
    return { show: finishForm(assessment, parameters, visitor.session) }
  }
  const hasCleanUrl = parameters && ['code', 'state', 'iss'].every((name) => !(name in parameters))
  if (!hasCleanUrl) return { goTo: assessmentAddress(assessment) }
  if (assessment.kind === 'settled') {
    return { show: describeSettled(assessment.attempt, visitor.session) }
  }
  if (assessment.kind !== 'refused') return { goTo: assessmentAddress(assessment) }
  const { cause, attempt, service } = assessment
  const referenceId = attempt?.id ?? requestId
  const level = cause === 'state_missing' ? 'warn' : 'info'
  dashboard.log[level]({ reference: referenceId, cause }, 'a way back was refused')
  return {
    show: { ...failedPage(attempt, { cause, referenceId }), ...(service ? { service } : {}) },
  }
}
