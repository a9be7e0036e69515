import 'server-only'
import type { Service } from '@/lib/contract/services/catalogue'
import type { WayBackCause } from '@/lib/contract/view/way-back'
import type { Dashboard } from '../dashboard'
import type { Session } from '../sessions/sessions'
import type { Attempt } from './attempt'
import { attemptIdsIn, isOfThisBrowser } from './attempt-cookies'
import { wasStateEchoed } from './state-echo'
import { causeOf, type ErrorWithCause, needsNoAttempt } from './way-back-errors'
import type { WayBackParameters } from './way-back-parameters'

/** The result of judging a way back. */
export type Assessment =
  /** The code belongs to this attempt, this browser and this person. */
  | { kind: 'ready'; attempt: Attempt; code: string; stateMatched: boolean }
  /** Another request is posting the code. */
  | { kind: 'under_way'; attempt: Attempt }
  /** The attempt has a result, or waits for a choice. */
  | { kind: 'settled'; attempt: Attempt }
  /** The way back cannot be finished here. */
  | {
      kind: 'refused'
      cause: WayBackCause
      /** Set when this browser, or this person in another browser, began the attempt. */
      attempt?: Attempt
      service?: Service
      /** Set when the error has to stay in the URL, so that a reload of the page shows the same. */
      error?: ErrorWithCause
    }

/** The browser that opens the way back, and the person who is signed in. */
export interface Visitor {
  /** The `Cookie` header. */
  cookie: string | null
  session: Session
}

/**
 * Returns the attempt that the way back belongs to, even if another person or browser began it, or null when there
 * is none. A remote Miteos may send no state back; then the attempts of this browser are searched.
 */
async function findAttempt(
  dashboard: Dashboard,
  parameters: WayBackParameters,
  { cookie, session }: Visitor,
): Promise<Attempt | null> {
  const { attempts, settings } = dashboard
  if (parameters.state !== undefined) return attempts.findByState(parameters.state)
  if (parameters.attemptId !== undefined) return attempts.find(parameters.attemptId)
  if (parameters.code === undefined && parameters.error === undefined) return null
  if (dashboard.embedded) return null
  const pending = await attempts.findPending(attemptIdsIn(cookie, settings.appUrl))
  const ownAttempts = pending.filter((attempt) => attempt.personId === session.personId)
  const isOfService = (attempt: Attempt) =>
    parameters.service === undefined || parameters.service === attempt.service
  return ownAttempts.find(isOfService) ?? ownAttempts[0] ?? null
}

/**
 * Returns whether neither a state nor the id of an attempt came back, so that nothing identifies the attempt.
 * Returns `false` for an error that this dashboard wrote before there was an attempt.
 */
function identifiesNoAttempt({ state, attemptId, error }: WayBackParameters): boolean {
  if (error !== undefined && needsNoAttempt(error)) return false
  return state === undefined && attemptId === undefined
}

/** Returns whether the attempt is finished or too old to be finished. */
function isOver({ status, isExpired }: Attempt): boolean {
  return status === 'finished' || (status === 'pending' && isExpired)
}

function assessPending(attempt: Attempt, parameters: WayBackParameters): Assessment {
  const refused = (cause: WayBackCause): Assessment => ({ kind: 'refused', cause, attempt })
  if (attempt.isExpired) return refused('attempt_expired')
  const { code, error } = parameters
  if (error !== undefined) return { kind: 'refused', cause: causeOf(error), attempt, error }
  if (code === undefined) return refused('nothing_to_finish')
  return { kind: 'ready', attempt, code, stateMatched: parameters.state !== undefined }
}

/** Judges a way back. It changes nothing, so it may be called repeatedly. */
export async function assessWayBack(
  dashboard: Dashboard,
  parameters: WayBackParameters | null,
  visitor: Visitor,
): Promise<Assessment> {
  if (!parameters) return { kind: 'refused', cause: 'malformed', error: 'malformed' }
  const { appUrl } = dashboard.settings
  const attempt = await findAttempt(dashboard, parameters, visitor)
  if (!attempt) {
    const { error, service } = parameters
    if (!error || !needsNoAttempt(error)) return { kind: 'refused', cause: 'nothing_to_finish' }
    return { kind: 'refused', cause: causeOf(error), error, ...(service ? { service } : {}) }
  }
  const isSamePerson = attempt.personId === visitor.session.personId
  if (!isOfThisBrowser(visitor.cookie, attempt, appUrl)) {
    return isSamePerson && attempt.isExpired
      ? { kind: 'refused', cause: 'attempt_expired', attempt }
      : { kind: 'refused', cause: 'nothing_to_finish' }
  }
  if (!isSamePerson) {
    return isOver(attempt)
      ? { kind: 'refused', cause: 'nothing_to_finish' }
      : { kind: 'refused', cause: 'other_person', attempt }
  }
  if (parameters.iss !== undefined && parameters.iss !== new URL(dashboard.connectUrl).origin) {
    return { kind: 'refused', cause: 'malformed', attempt, error: 'malformed' }
  }
  if (parameters.service !== undefined && parameters.service !== attempt.service) {
    return { kind: 'refused', cause: 'other_service', attempt, error: 'other_service' }
  }
  if (identifiesNoAttempt(parameters) && (await wasStateEchoed(dashboard))) {
    return { kind: 'refused', cause: 'state_missing', attempt, error: 'state_missing' }
  }
  if (attempt.status === 'pending') return assessPending(attempt, parameters)
  return { kind: attempt.status === 'completing' ? 'under_way' : 'settled', attempt }
}

/** Returns the address that leads to the same assessment, without a code, a state or text from outside. */
export function assessmentAddress(assessment: Assessment): string {
  const query = new URLSearchParams()
  if (assessment.attempt) query.set('attempt', assessment.attempt.id)
  if (assessment.kind === 'refused') {
    if (assessment.error) query.set('error', assessment.error)
    if (assessment.service) query.set('service', assessment.service)
  }
  return query.size > 0 ? `/callback?${query}` : '/callback'
}
