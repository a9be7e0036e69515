import type { AccountReference } from '@/lib/contract/api/problem'
import { serviceName } from '@/lib/contract/services/catalogue'
import { ApiProblem } from '../core/api-problem'
import { grantIsShared } from '../grants/revocations/shared-grant'
import type { Grant } from '../grants/vault/vault'
import { providers } from '../providers'
import { grantedTools } from '../providers/granted-tools'
import type { ConnectingContext, ConnectOrder, Obtained } from './connecting'
import { obtainGrant, type Progress } from './obtain-grant'
import type { Usable } from './put-grant'
import { claimOf } from './redeem-code'
import { otherHolder, replaceAccount } from './replace-account'
import { type Saved, saveConnection } from './save-connection'

/**
 * Connects or reconnects: obtains the grant, sees that it is good for something and for the account
 * that was meant, and keeps it. Until it is kept nothing that was there has changed, and a grant that
 * is not kept, for whatever reason, is let go of again.
 */
export async function connect(
  context: ConnectingContext,
  order: ConnectOrder,
  progress: Progress,
): Promise<Saved> {
  const obtained = await obtainGrant(context, order, progress)
  const { service, caller } = order
  const { accountId, environment } = caller
  const { grant } = obtained
  const known: { shared?: boolean } = {}
  try {
    const usable = requireTools(order, grant)
    await requireAccount(context, order, obtained)
    await claimHeld(context, order, obtained, progress)
    const holder = { environment, service, externalId: grant.account.id }
    known.shared = await grantIsShared(context, holder)
    return await keep(context, order, obtained, usable)
  } catch (error) {
    if (obtained.inHand) {
      await context.revocations.revoke({ accountId, environment, service, grant }, known.shared)
    }
    throw error
  }
}

function requireTools({ service }: ConnectOrder, grant: Grant): Usable {
  const tools = grantedTools(providers[service], grant.credential.scopes)
  if (tools.length > 0) return { grant, tools }
  const detail = `${serviceName(service)} granted nothing that a tool could work with. Nothing was connected.`
  throw new ApiProblem('invalid_scope', detail)
}

/**
 * Ends the request with 409 when another account came back than the one to reconnect, unless it may
 * take its place. What came back then waits under its code for a decision.
 */
async function requireAccount(
  context: ConnectingContext,
  order: ConnectOrder,
  obtained: Obtained,
): Promise<void> {
  const { target, request } = order
  const received = obtained.grant.account
  if (!target || target.external_id === received.id) return
  const holder = await otherHolder(context, order, target, received.id)
  if (request.replace && holder === undefined) return
  if (request.oauth_code !== undefined && (obtained.source === 'code' || obtained.inHand)) {
    await context.codes.hold(request.oauth_code, JSON.stringify(obtained.grant))
    obtained.inHand = false
  }
  const expected = { id: target.external_id, name: target.account_name }
  throw mismatch(expected, received, request.replace ? holder : undefined)
}

function mismatch(expected: AccountReference, received: AccountReference, holder?: string) {
  const detail = holder
    ? `"${received.name}" already is the integration ${holder}. Nothing was changed.`
    : `Expected "${expected.name}", but "${received.name}" came back. Nothing was changed.`
  return new ApiProblem('account_mismatch', detail, { expected, received })
}

/** What is held is handed out once: whoever comes second finds the code used. */
async function claimHeld(
  { codes }: ConnectingContext,
  order: ConnectOrder,
  obtained: Obtained,
  progress: Progress,
): Promise<void> {
  const { oauth_code: code } = order.request
  if (obtained.source !== 'held' || code === undefined) return
  if ((await codes.takeHeld(claimOf(order, code))) === null) {
    throw new ApiProblem('invalid_oauth_code', 'This code was used before.', { reason: 'used' })
  }
  obtained.inHand = providers[order.service].kind === 'oauth'
  progress.spent = true
}

async function keep(
  context: ConnectingContext,
  order: ConnectOrder,
  obtained: Obtained,
  usable: Usable,
): Promise<Saved> {
  const { target } = order
  if (!target || target.external_id === usable.grant.account.id) {
    return saveConnection(context, order, usable)
  }
  try {
    return { row: await replaceAccount(context, order, target, usable), created: false }
  } catch (error) {
    /** Another integration may have become this account in the same moment. */
    await requireAccount(context, order, obtained)
    throw error
  }
}
