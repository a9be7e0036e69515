import { serviceName } from '@/lib/contract/catalogue'
import type { AccountReference } from '@/lib/contract/problem'
import { ApiProblem } from '../api-problem'
import { providers } from '../providers'
import { grantedTools } from '../providers/granted-tools'
import { grantIsShared } from '../shared-grant'
import type { ConnectingContext, ConnectOrder, Obtained } from './connecting'
import type { IntegrationRow } from './integration-row'
import { type Attempt, obtainGrant } from './obtain-grant'
import { claimOf } from './redeem-code'
import { otherHolder, replaceAccount } from './replace-account'
import { type Saved, saveConnection, type Usable } from './save-connection'

/**
 * Connects or reconnects: obtains the grant, sees that it is good for something and for the account
 * that was meant, and keeps it. Until it is kept nothing that was there has changed.
 */
export async function connect(
  context: ConnectingContext,
  order: ConnectOrder,
  attempt: Attempt,
): Promise<Saved> {
  const obtained = await obtainGrant(context, order, attempt)
  const usable = await requireTools(context, order, obtained)
  const { target } = order
  if (target && target.external_id !== usable.grant.account.id) {
    await requireReplacement(context, order, obtained, target)
  }
  await claimHeld(context, order, obtained, attempt)
  const saved = await keep(context, order, obtained, usable)
  const { oauth_code: code } = order.request
  if (code !== undefined) await context.codes.settle(code, saved.row.id)
  return saved
}

async function requireTools(
  context: ConnectingContext,
  order: ConnectOrder,
  { grant }: Obtained,
): Promise<Usable> {
  const { service, caller } = order
  const tools = grantedTools(providers[service], grant.credential.scopes)
  if (tools.length > 0) return { grant, tools }
  const { accountId, environment } = caller
  await context.revocations.letGo({ accountId, environment, service, grant })
  const detail = `${serviceName(service)} granted nothing that a tool could work with. Nothing was connected.`
  throw new ApiProblem('invalid_scope', detail)
}

/** Ends the request with 409 unless another account may take the place of the known one. */
async function requireReplacement(
  context: ConnectingContext,
  order: ConnectOrder,
  obtained: Obtained,
  target: IntegrationRow,
): Promise<void> {
  const received = obtained.grant.account
  const expected = { id: target.external_id, name: target.account_name }
  const holder = await otherHolder(context, order, target, received.id)
  if (order.request.replace && holder === undefined) return
  const { oauth_code: code } = order.request
  if (code !== undefined && obtained.source === 'code') {
    await context.codes.hold(code, JSON.stringify(obtained.grant))
  }
  throw mismatch(expected, received, order.request.replace ? holder : undefined)
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
  { source }: Obtained,
  attempt: Attempt,
): Promise<void> {
  const { oauth_code: code } = order.request
  if (source !== 'held' || code === undefined) return
  if ((await codes.takeHeld(claimOf(order, code))) === null) {
    throw new ApiProblem('invalid_oauth_code', 'This code was used before.', { reason: 'used' })
  }
  attempt.made = true
}

/** Stores the grant. One that cannot be stored is let go again, unless others live by it. */
async function keep(
  context: ConnectingContext,
  order: ConnectOrder,
  { source }: Obtained,
  usable: Usable,
): Promise<Saved> {
  const { service, caller, target } = order
  const { accountId, environment } = caller
  const { grant } = usable
  const holder = { environment, service, externalId: grant.account.id }
  const shared = source === 'token' || (await grantIsShared(context, holder))
  try {
    if (!target || target.external_id === grant.account.id) {
      return await saveConnection(context, order, usable)
    }
    return { row: await replaceAccount(context, order, target, usable), created: false }
  } catch (error) {
    if (!shared) await context.revocations.letGo({ accountId, environment, service, grant })
    throw error
  }
}
