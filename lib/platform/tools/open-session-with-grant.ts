import type { GrantsContext } from '../grants/grants-context'
import type { IntegrationRow } from '../grants/integration-row'
import { withLivingToken } from '../grants/living-token'
import { grantInRow, type OpenedRow } from '../grants/renew-row'
import type { Revocations } from '../grants/revocations/revocations'
import { grantOf } from '../grants/row-grant'
import type { Inboxes } from '../inboxes/inboxes'
import { ProviderError } from '../providers/provider-error'
import { openSession, type WithToken } from './open-session'
import { ToolFailure } from './tool-failure'
import type { VendorSession, WriteProgress } from './vendor-session'

/** Thrown when the vendor accepts no token of the grant. A check finds out whether the grant has ended. */
export class GrantRefusedError extends Error {
  override readonly name = 'GrantRefusedError'
}

interface Run {
  row: IntegrationRow
  /** Aborted when the caller has gone. */
  signal: AbortSignal
  /** The end of the call, on the clock of `performance.now`. */
  endsAt: number
  /** A text that is the same in each repetition of the call. */
  key?: string
  /** Counts the requests that change something at the vendor. */
  progress: WriteProgress
}

/**
 * Opens the session of a call with the grant of an integration. The credential stays in here: a tool only sends
 * requests.
 *
 * @throws {GrantRefusedError} when the stored credential cannot be used
 */
export function openSessionWithGrant(
  context: GrantsContext,
  { revocations, inboxes }: { revocations: Revocations; inboxes: Inboxes },
  { row, ...run }: Run,
): VendorSession {
  const { id, account_id: accountId, service, environment } = row
  const client = context.clients(service, environment, accountId)
  const grant = grantOf(context, row)
  if (!client || !grant) throw new GrantRefusedError()
  let opened: OpenedRow = { row, credential: grant.credential }
  const withToken: WithToken = async (use) => {
    const used = await withLivingToken(
      grantInRow(context, revocations, client, opened),
      async (living) => {
        opened = living
        return use(living.credential, client)
      },
    ).catch(asFailure)
    if (used.state === 'answered') return used
    throw new GrantRefusedError()
  }
  return openSession({
    ...run,
    withToken,
    account: { id: row.external_id, name: row.account_name },
    integration: { id, accountId, service, environment },
    now: context.now,
    ...(service === 'telegram' && {
      inbox: inboxes.of({ environment, botId: row.external_id, accountId }),
    }),
  })
}

/** Throws the `ToolFailure` for an access token that could not be renewed. The request of the tool was not sent. */
function asFailure(error: unknown): never {
  if (!(error instanceof ProviderError)) throw error
  throw new ToolFailure(
    'unavailable',
    'The access could not be renewed, because the vendor does not answer at the moment. Nothing was changed. Try again later.',
    { retryAfterMs: error.retryAfterSeconds && error.retryAfterSeconds * 1000 },
  )
}
