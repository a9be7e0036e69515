import type { AccountReference } from '@/lib/contract/api/external-account'
import { serviceName } from '@/lib/contract/services/catalogue'
import { ApiProblem } from '../core/api-problem'
import type { Grant } from '../grants/vault/vault'
import { grantedTools } from '../providers/granted-tools'
import { providers } from '../providers/registry'
import type { ConnectContext, ConnectOrder } from './connect-order'
import { obtainGrant } from './obtain-grant'
import { holdOrRelease, type ObtainedGrant } from './obtained-grant'
import type { UsableGrant } from './put-grant'
import { findOtherIntegrationId, replaceAccount } from './replace-account'
import { type SavedConnection, saveConnection } from './save-connection'

/**
 * Connects or reconnects: obtains the grant, requires that a tool can use the grant and that the
 * grant is for the expected account, and saves the grant. Until then no integration is changed. A
 * grant for another account than expected waits under its code for a person's decision. Every other
 * grant that is not saved is revoked, except the token of a bot.
 *
 * @throws {SpentProblem} when the request was refused after its code was spent; an `ApiProblem`
 *   before that
 */
export async function connect(
  context: ConnectContext,
  order: ConnectOrder,
): Promise<SavedConnection> {
  const obtained = await obtainGrant(context, order)
  return order.attempt.during('connected', () => keepGrant(context, order, obtained))
}

async function keepGrant(
  context: ConnectContext,
  order: ConnectOrder,
  obtained: ObtainedGrant,
): Promise<SavedConnection> {
  const { grant } = obtained
  let usable: UsableGrant
  try {
    usable = requireUsable(order, grant)
    await requireExpectedAccount(context, order, grant.account)
  } catch (error) {
    throw await holdOrRelease(obtained, error)
  }
  return obtained.keep(() => saveGrant(context, order, usable))
}

function requireUsable({ service }: ConnectOrder, grant: Grant): UsableGrant {
  const tools = grantedTools(providers[service], grant.credential.scopes)
  if (tools.length > 0) return { grant, tools }
  const detail = `${serviceName(service)} granted nothing that a tool could work with. Nothing was connected.`
  throw new ApiProblem('invalid_scope', detail)
}

/**
 * Throws `account_mismatch` when the received account is not that of the integration to reconnect. Does not throw
 * when the request allows to replace the account and no other integration has the received account.
 */
async function requireExpectedAccount(
  context: ConnectContext,
  order: ConnectOrder,
  received: AccountReference,
): Promise<void> {
  const { target, request } = order
  if (!target || target.external_id === received.id) return
  const otherIntegrationId = await findOtherIntegrationId(context, order, target, received.id)
  if (request.replace && otherIntegrationId === undefined) return
  const expected = { id: target.external_id, name: target.account_name }
  throw mismatchProblem(expected, received, request.replace ? otherIntegrationId : undefined)
}

function mismatchProblem(
  expected: AccountReference,
  received: AccountReference,
  otherIntegrationId?: string,
) {
  const detail = otherIntegrationId
    ? `"${received.name}" already is the integration ${otherIntegrationId}. Nothing was changed.`
    : `Expected "${expected.name}", but "${received.name}" came back. Nothing was changed.`
  return new ApiProblem('account_mismatch', detail, { expected, received })
}

async function saveGrant(
  context: ConnectContext,
  order: ConnectOrder,
  usable: UsableGrant,
): Promise<SavedConnection> {
  const { target } = order
  const { account } = usable.grant
  if (!target || target.external_id === account.id) return saveConnection(context, order, usable)
  try {
    return { row: await replaceAccount(context, order, target, usable), wasCreated: false }
  } catch (error) {
    // Another integration may have been connected to this account at the same moment.
    await requireExpectedAccount(context, order, account)
    throw error
  }
}
