import { roleMay } from '@/lib/contract/api/permissions'
import { signInPath } from '@/lib/contract/view/sign-in'
import { traceOf } from '@/lib/http/log'
import { isSameOrigin } from '@/lib/http/same-origin'
import { seeOther } from '@/lib/http/see-other'
import { isStorageUnavailable } from '@/lib/storage/unavailable'
import type { Person, WhoIsSignedIn } from '../access/person'
import { readForm } from '../consent/form-body'
import type { PlatformContext } from '../core/context'
import { servedRequestId } from '../core/request-log'
import type { ApprovalDecisions } from '../tools/approval-decisions'
import { approvalPage } from './approval-page'
import { refusalPage } from './approval-refusals'

const idPattern = /^\/approvals\/(apr_[a-z0-9]{1,64})$/

interface Parts extends Pick<PlatformContext, 'settings' | 'log' | 'now'> {
  whoIsSignedIn: WhoIsSignedIn
  decisions: ApprovalDecisions
}

/**
 * Creates the pages on which a person approves or refuses a call of an agent. Only people who are signed in reach them, by
 * the cookie of their session: a request with an API token is not signed in.
 */
export function createApprovalPages({
  settings: { appUrl },
  log,
  now,
  whoIsSignedIn,
  decisions,
}: Parts): (request: Request) => Promise<Response> {
  /** Returns the person who is signed in, or the answer when nobody is, or when they may not see approvals. */
  async function requirePerson(request: Request, path: string): Promise<Person | Response> {
    const found = await whoIsSignedIn(request)
    if (!found) return seeOther(signInPath(path), appUrl)
    if (!('whyNotKnown' in found)) {
      // What support staff see of a customer is recorded, and this page records nothing.
      return found.actor?.kind === 'staff' ? refusalPage(appUrl, 'not_found') : found
    }
    const { whyNotKnown, retryAfterSeconds } = found
    return refusalPage(
      appUrl,
      whyNotKnown === 'rate_limited' ? 'person_rate_limited' : 'unavailable',
      {
        retryAddress: path,
        headers: retryAfterSeconds === undefined ? {} : { 'retry-after': `${retryAfterSeconds}` },
      },
    )
  }

  async function show(request: Request, id: string, path: string): Promise<Response> {
    const person = await requirePerson(request, path)
    if (person instanceof Response) return person
    const approval = await decisions.find(person, id)
    if (!approval) return refusalPage(appUrl, 'not_found')
    return approvalPage({ appUrl, approval, person, now: now() })
  }

  async function decide(request: Request, id: string, path: string): Promise<Response> {
    if (!isSameOrigin(request, appUrl)) return refusalPage(appUrl, 'cross_site')
    const form = await readForm(request)
    if ('refusal' in form) return refusalPage(appUrl, form.refusal)
    const person = await requirePerson(request, path)
    if (person instanceof Response) return person
    if (form.get('person') !== person.id)
      return refusalPage(appUrl, 'person_changed', { retryAddress: path })
    const approval = await decisions.find(person, id)
    if (!approval) return refusalPage(appUrl, 'not_found')
    if (!roleMay(person.role, 'call_tools')) return refusalPage(appUrl, 'role_may_not_approve')
    const decision = form.get('decision')
    if (decision !== 'approved' && decision !== 'refused')
      return refusalPage(appUrl, 'form_unreadable', { retryAddress: path })
    if (approval.isOwnCall && decision === 'approved') return refusalPage(appUrl, 'own_call')
    if (await decisions.decide(person, approval, decision)) return seeOther(path, appUrl)
    const current = (await decisions.find(person, id)) ?? approval
    return approvalPage({ appUrl, approval: current, person, now: now(), pressedInVain: true })
  }

  async function answer(request: Request): Promise<Response> {
    const path = new URL(request.url).pathname
    const id = idPattern.exec(path)?.[1]
    if (request.method === 'POST') {
      return id === undefined ? refusalPage(appUrl, 'not_found') : decide(request, id, path)
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      const headers = { allow: 'GET, HEAD, POST' }
      return refusalPage(appUrl, 'method_not_allowed', { headers })
    }
    if (id !== undefined) return show(request, id, path)
    const person = await requirePerson(request, path)
    return person instanceof Response ? person : refusalPage(appUrl, 'not_found')
  }

  return async (request) => {
    try {
      const response = await answer(request)
      return request.method === 'HEAD' ? new Response(null, response) : response
    } catch (error) {
      if (isStorageUnavailable(error)) return refusalPage(appUrl, 'unavailable')
      log.error(traceOf(error), 'the page of an approval failed')
      return refusalPage(appUrl, 'failed', { reference: servedRequestId() })
    }
  }
}
