import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { seeOther } from '@/lib/http/see-other'
import type { Dashboard } from '../dashboard'
import { home, withParameters } from '../routes/return-path'
import { type SignedInPost, signedInForm } from '../sessions/signed-in-form'
import { assessmentAddress, assessWayBack } from './assess-way-back'
import type { Attempt } from './attempt'
import { attemptAddress } from './attempt-address'
import type { Outcome } from './attempt-outcome'
import { type AccountChoice, postCode } from './post-code'
import { recordStateEcho } from './state-echo'
import { readWayBackParameters } from './way-back-parameters'

const pollIntervalMs = 100

const callbackAddress = ({ id }: Attempt) => `/callback?attempt=${id}`

/** Returns `returnTo`, or the path of the list when `returnTo` is the page of another integration. */
function pathForResult(integrationId: string, returnTo: string): string {
  const isOtherId = /^\/integrations\/int_(\w+)/.exec(returnTo)?.[1] !== integrationId.slice(4)
  return returnTo.startsWith('/integrations/int_') && isOtherId ? home : returnTo
}

function resultAddress(attempt: Attempt, outcome: Outcome | null): string {
  if (outcome?.kind !== 'connected') return callbackAddress(attempt)
  const { integrationId, insteadOf } = outcome
  return withParameters(pathForResult(integrationId, attempt.returnTo), {
    connected: integrationId,
    ...(insteadOf ? { instead_of: insteadOf } : {}),
  })
}

/**
 * Waits for the other request, which is posting the code, and returns the attempt with its outcome. When that
 * request does not end in time, records the outcome `unconfirmed` and returns the attempt as it was given.
 */
async function waitForOtherRequest(
  { attempts, api }: Dashboard,
  attempt: Attempt,
): Promise<Attempt> {
  const deadline = Date.now() + 2 * api.timeoutMs + 10_000
  while (Date.now() < deadline) {
    const current = await attempts.find(attempt.id)
    if (current && current.status !== 'completing') return current
    await sleep(pollIntervalMs)
  }
  await attempts.giveUp(attempt.id, { kind: 'failed', cause: 'unconfirmed' })
  return attempt
}

/** Posts the code and records the outcome, or that the attempt now waits for a person's choice. */
async function postAndRecord(
  { dashboard, miteos, requestId }: SignedInPost,
  attempt: Attempt,
  { code, choice }: { code: string; choice: AccountChoice | null },
): Promise<Outcome> {
  const { attempts, log } = dashboard
  const outcome = await postCode(attempt, code, { miteos, choice }).catch(async (error) => {
    await attempts.finish(attempt.id, { kind: 'failed', cause: 'session_ended' })
    throw error
  })
  const mayChoose = !choice && !attempt.onlyExpected
  if (outcome.kind === 'failed' && outcome.expected && mayChoose) {
    await attempts.awaitChoice(attempt.id, outcome, code)
  } else {
    await attempts.finish(attempt.id, outcome)
  }
  const cause = outcome.kind === 'failed' ? outcome.cause : undefined
  const logFields = { request_id: requestId, attempt: attempt.id, service: attempt.service }
  log.info({ ...logFields, outcome: outcome.kind, cause }, 'an attempt ended')
  return outcome
}

/** Posts the code, or waits for another request that already posts it. Returns the address of the result. */
async function completeWithoutChoice(
  post: SignedInPost,
  attempt: Attempt,
  code: string,
  stateMatched: boolean,
) {
  const { dashboard } = post
  if (!(await dashboard.attempts.claim(attempt.id, 'pending'))) {
    const current = await waitForOtherRequest(dashboard, attempt)
    return resultAddress(current, current.outcome)
  }
  const outcome = await postAndRecord(post, attempt, { code, choice: null })
  if (stateMatched) await recordStateEcho(dashboard)
  return resultAddress(attempt, outcome)
}

/** Posts the stored code again, with the choice of the person. Returns the address of the result. */
async function completeWithChoice(
  post: SignedInPost,
  attempt: Attempt,
  choice: AccountChoice,
): Promise<string> {
  const { attempts } = post.dashboard
  const code = await attempts.codeAwaitingChoice(attempt.id)
  if (!(await attempts.claim(attempt.id, 'deciding'))) {
    const current = await waitForOtherRequest(post.dashboard, attempt)
    return resultAddress(current, current.outcome)
  }
  if (code === null) {
    await attempts.finish(attempt.id, { kind: 'failed', cause: 'attempt_expired' })
    return callbackAddress(attempt)
  }
  return resultAddress(attempt, await postAndRecord(post, attempt, { code, choice }))
}

function choiceIn(fields: URLSearchParams): AccountChoice | null {
  const choice = fields.get('choice')
  return choice === 'second' || choice === 'replace' ? choice : null
}

async function finishAttempt(post: SignedInPost): Promise<string> {
  const { dashboard, fields, request, session } = post
  const visitor = { cookie: request.headers.get('cookie'), session }
  const assessment = await assessWayBack(dashboard, readWayBackParameters(fields), visitor)
  if (assessment.kind === 'refused') return assessmentAddress(assessment)
  const { attempt } = assessment
  if (assessment.kind === 'ready') {
    return completeWithoutChoice(post, attempt, assessment.code, assessment.stateMatched)
  }
  if (assessment.kind === 'under_way') {
    const current = await waitForOtherRequest(dashboard, attempt)
    return resultAddress(current, current.outcome)
  }
  const choice = choiceIn(fields)
  if (attempt.status === 'deciding' && choice) return completeWithChoice(post, attempt, choice)
  return resultAddress(attempt, attempt.outcome)
}

/**
 * Finishes an attempt and redirects to its result. The code is posted to the API once, and once more with the choice
 * between two accounts, even if a form is submitted several times.
 */
export const completeConnect = signedInForm(
  async (post) => seeOther(await finishAttempt(post), post.appUrl),
  ({ dashboard, fields }) => attemptAddress(dashboard.attempts, readWayBackParameters(fields)),
)
