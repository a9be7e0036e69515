import 'server-only'
import { integrationIdPattern } from '@/lib/contract/api/integration'
import { roleMay } from '@/lib/contract/api/permissions'
import { toolPolicySchema } from '@/lib/contract/api/tool-policy'
import { shownPolicyField, toolPolicyField } from '@/lib/contract/view/tool-forms'
import { seeOther } from '@/lib/http/see-other'
import { ApiError } from '../routes/api-error'
import type { Params } from '../routes/handler'
import { withParameters } from '../routes/return-path'
import { type SignedInPost, signedInForm } from '../sessions/signed-in-form'
import { describeViewer } from '../sessions/viewer'

/** Returns the integration that the path of a form names, with the path of its page. */
function integrationIn({ id = '' }: Params): { id: string; page: string } {
  if (!integrationIdPattern.test(id)) throw new ApiError('invalid_id')
  return { id, page: `/integrations/${id}` }
}

/**
 * Returns the decisions that the person has changed. A decision that is as the page showed it is left out, so that it
 * does not undo what somebody else has decided meanwhile.
 */
function changedPolicies(fields: URLSearchParams) {
  const changed = [...fields].flatMap(([field, policy]) => {
    const tool = toolPolicyField.toolOf(field)
    if (tool === null || fields.get(shownPolicyField.nameFor(tool)) === policy) return []
    return [[tool, policy] as const]
  })
  const parsed = toolPolicySchema.safeParse(Object.fromEntries(changed))
  if (parsed.success) return parsed.data
  throw new ApiError('invalid_request', { detail: 'A tool is allowed, asks first, or is denied.' })
}

/**
 * Refuses a form without a change, for which the API is not asked, when the role of the person may not decide.
 *
 * @throws {ApiError} `forbidden`
 */
async function requireRole({ session, miteos }: SignedInPost): Promise<void> {
  const { role } = await describeViewer(session, miteos)
  if (role && !roleMay(role, 'set_tool_policy')) throw new ApiError('forbidden')
}

/** Handles the form in which an admin decides what agents may do. */
export const submitToolPolicy = signedInForm(
  async (post) => {
    const { params, fields, miteos, appUrl } = post
    const { id, page } = integrationIn(params)
    const tools = changedPolicies(fields)
    if (Object.keys(tools).length > 0) await miteos.tools.decide(id, tools)
    else await requireRole(post)
    return seeOther(withParameters(page, { saved: 'tools' }), appUrl)
  },
  ({ params }) => integrationIn(params).page,
)

/** Handles the form "Reset this account". */
export const submitReset = signedInForm(
  async ({ params, miteos, appUrl }) => {
    const { id, page } = integrationIn(params)
    await miteos.tools.resetAccount(id)
    return seeOther(withParameters(page, { saved: 'reset' }), appUrl)
  },
  ({ params }) => integrationIn(params).page,
)
