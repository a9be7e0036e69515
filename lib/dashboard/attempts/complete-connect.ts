import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { seeOther } from '@/lib/http/see-other'
import type { Dashboard } from '../dashboard'
import { home, withParameters } from '../routes/return-path'
import { type SignedInPost, signedInForm } from '../sessions/signed-in-form'
import { assessWayBack, plainAddress } from './assess-way-back'
import type { Attempt } from './attempt'
import { attemptAddress } from './attempt-address'
import type { Outcome } from './attempt-outcome'
import { type Choice, postCode } from './post-code'
import { rememberEcho } from './state-echo'
import { readWayBack } from './way-back-parameters'

const pauseBetweenLooks = 100

const addressOf = ({ id }: Attempt) => `/callback?attempt=${id}`

/** The page of one integration is not the place to learn about another one. */
function placeOf(integrationId: string, returnTo: string): string {
  const isOfAnother = /^\/integrations\/int_(\w+)/.exec(returnTo)?.[1] !== integrationId.slice(4)
  return returnTo.startsWith('/integrations/int_') && isOfAnother ? home : returnTo
}

function whereTo(attempt: Attempt, outcome: Outcome | null): string {
  if (outcome?.kind !== 'connected') return addressOf(attempt)
  const { integrationId: connected, insteadOf } = outcome
  return withParameters(placeOf(connected, attempt.returnTo), {
    connected,
    ...(insteadOf ? { instead_of: insteadOf } : {}),
  })
}

/** What the request that posts the code makes of it; `unconfirmed` when that request is gone. */
async function resultOfTheOther({ attempts, api }: Dashboard, attempt: Attempt): Promise<Attempt> {
  const deadline = Date.now() + 2 * api.timeout + 10_000
  while (Date.now() < deadline) {
    const current = await attempts.find(attempt.id)
    if (current && current.status !== 'completing') return current
    await sleep(pauseBetweenLooks)
  }
  await attempts.giveUp(attempt.id, { kind: 'failed', cause: 'unconfirmed' })
  return attempt
}

async function settle(
  { dashboard, miteos, requestId }: SignedInPost,
  attempt: Attempt,
  { code, choice }: { code: string; choice: Choice | null },
): Promise<Outcome> {
  const { attempts, log } = dashboard
  const outcome = await postCode(attempt, code, { miteos, choice }).catch(async (error) => {
    await attempts.finish(attempt.id, { kind: 'failed', cause: 'session_ended' })
    throw error
  })
  if (outcome.kind === 'failed' && outcome.expected && !choice) {
    await attempts.hold(attempt.id, outcome, code)
  } else {
    await attempts.finish(attempt.id, outcome)
  }
  const cause = outcome.kind === 'failed' ? outcome.cause : undefined
  const fields = { request_id: requestId, attempt: attempt.id, service: attempt.service }
  log.info({ ...fields, outcome: outcome.kind, cause }, 'an attempt ended')
  return outcome
}

async function complete(post: SignedInPost, attempt: Attempt, code: string, stateMatched: boolean) {
  const { dashboard } = post
  if (!(await dashboard.attempts.claim(attempt.id, 'pending'))) {
    const settled = await resultOfTheOther(dashboard, attempt)
    return whereTo(settled, settled.outcome)
  }
  const outcome = await settle(post, attempt, { code, choice: null })
  if (stateMatched) await rememberEcho(dashboard)
  return whereTo(attempt, outcome)
}

async function decide(post: SignedInPost, attempt: Attempt, choice: Choice): Promise<string> {
  const { attempts } = post.dashboard
  const code = await attempts.heldCode(attempt.id)
  if (code === null || !(await attempts.claim(attempt.id, 'deciding'))) {
    const settled = await resultOfTheOther(post.dashboard, attempt)
    return whereTo(settled, settled.outcome)
  }
  return whereTo(attempt, await settle(post, attempt, { code, choice }))
}

function choiceIn(fields: URLSearchParams): Choice | null {
  const choice = fields.get('choice')
  return choice === 'second' || choice === 'replace' ? choice : null
}

async function addressAfter(post: SignedInPost): Promise<string> {
  const { dashboard, fields, request, session } = post
  const visitor = { cookie: request.headers.get('cookie'), session }
  const assessment = await assessWayBack(dashboard, readWayBack(fields), visitor)
  if (assessment.kind === 'refused') return plainAddress(assessment)
  const { attempt } = assessment
  if (assessment.kind === 'ready') {
    return complete(post, attempt, assessment.code, assessment.stateMatched)
  }
  if (assessment.kind === 'under_way') {
    const settled = await resultOfTheOther(dashboard, attempt)
    return whereTo(settled, settled.outcome)
  }
  const choice = choiceIn(fields)
  if (attempt.status === 'deciding' && choice) return decide(post, attempt, choice)
  return whereTo(attempt, attempt.outcome)
}

/**
 * Finishes an attempt: posts its code to the API exactly once, however often this is called, and leads to
 * the result.
 */
export const completeConnect = signedInForm(
  async (post) => seeOther(await addressAfter(post), post.appUrl),
  ({ dashboard, fields }) => attemptAddress(dashboard.attempts, readWayBack(fields)),
)
