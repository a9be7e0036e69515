import { z } from 'zod'
import { type Actor, actorSchema } from '@/lib/contract/api/actor'
import { roleMay } from '@/lib/contract/api/permissions'
import { rowIdentity } from '@/lib/storage/row-identity'
import { tokensBehind } from '../access/people/tokens-behind'
import type { Person } from '../access/person'
import { recordActivity } from '../core/activity'
import type { PlatformContext } from '../core/context'
import { type IntegrationRow, parseRow } from '../grants/integration-row'
import { policyOf } from '../integrations/tool-policy'
import { askersIn } from './askers'

const integrationColumns = [
  'id',
  'environment',
  'service',
  'account_name',
  'status',
  'tool_policy',
  'disconnecting_since',
] as const

type ShownIntegration = Pick<IntegrationRow, (typeof integrationColumns)[number]>

/**
 * The state of an approval. `lapsed`: nobody decided in time. `disconnected`: the integration was disconnected after the call
 * had asked. `denied`: an admin has denied the tool since then.
 */
type ApprovalState = 'waiting' | 'lapsed' | 'approved' | 'refused' | 'disconnected' | 'denied'

/** A call that waits for a decision, or was decided, with everything that a person has to know to decide. */
export interface Approval {
  id: string
  state: ApprovalState
  tool: string
  integration: ShownIntegration
  /** All arguments with which the tool runs. */
  input: Readonly<Record<string, unknown>>
  askedBy: Actor
  /**
   * True when the agent itself may be signed in as the person: the same API token is behind the person's sign-in and behind
   * somebody who asked, or that cannot be ruled out.
   */
  isOwnCall: boolean
  /** Milliseconds since 1970, as are all times here. */
  askedAt: number
  expiresAt: number
  decided?: { by: Actor; at: number }
}

type Decision = 'approved' | 'refused'

export interface ApprovalDecisions {
  /** Returns an approval of the person's account and environment, or null when there is none with this id. */
  find: (person: Person, id: string) => Promise<Approval | null>
  /**
   * Stores a person's decision. Returns `false` and stores nothing when the role of the person may not call tools, when the
   * approval no longer waits for a decision, or when people would approve their own call.
   */
  decide: (person: Person, approval: Approval, decision: Decision) => Promise<boolean>
}

const inputSchema = z.record(z.string(), z.unknown())

/** Returns the actor that records name for a person. */
function actorOfPerson({ id, accountName, actor }: Person): Actor {
  return actor ?? { kind: 'person', id: id.slice(0, 64), name: accountName }
}

/**
 * Creates the functions with which people decide about calls that wait. An agent must not approve its own call. So no request
 * with an API token reaches these functions, and a person cannot approve a call when the same API token is behind the
 * person's sign-in and behind the call.
 */
export function createApprovalDecisions({
  storage,
  keyring,
  log,
  now,
}: Pick<PlatformContext, 'storage' | 'keyring' | 'log' | 'now'>): ApprovalDecisions {
  const { db } = storage

  async function readIntegration({ accountId, environment }: Person, id: string) {
    const row = await db
      .selectFrom('integrations')
      .select(integrationColumns)
      .where('id', '=', id)
      .where('account_id', '=', accountId)
      .where('environment', '=', environment)
      .executeTakeFirst()
    return row && parseRow(row)
  }

  /**
   * Returns whether the person may be one of the askers, because the same API token is behind both. Also true when the tokens
   * behind one of them cannot be found out.
   */
  async function isOwnCall({ accountId, actor }: Person, askers: readonly Actor[]) {
    if (!actor) return false
    const behindPerson = await tokensBehind(db, accountId, actor)
    const behindAskers = await Promise.all(
      askers.map((asker) => tokensBehind(db, accountId, asker)),
    )
    return behindAskers.some((tokens) => {
      if (!behindPerson || !tokens) return true
      return [...tokens].some((id) => behindPerson.has(id))
    })
  }

  function undecidedState(row: ShownIntegration, tool: string, expiresAt: number): ApprovalState {
    if (expiresAt <= now()) return 'lapsed'
    if (row.status === 'disconnected' || row.disconnecting_since !== null) return 'disconnected'
    return policyOf(row, tool) === 'deny' ? 'denied' : 'waiting'
  }

  return {
    async find(person, id) {
      await storage.ready()
      const row = await db
        .selectFrom('approvals')
        .selectAll()
        .where('id', '=', id)
        .where('account_id', '=', person.accountId)
        .where('environment', '=', person.environment)
        .executeTakeFirst()
      const integration = row && (await readIntegration(person, row.integration_id))
      if (!row || !integration) return null
      const [askedBy, ...others] = askersIn(row.requested_by)
      const opened = keyring.open(row.arguments, rowIdentity.approvalArguments(row))
      const { decision, decided_by, decided_at } = row
      return {
        id,
        state:
          decision === null
            ? undecidedState(integration, row.tool, row.expires_at)
            : decision === 'refused'
              ? 'refused'
              : 'approved',
        tool: row.tool,
        integration,
        input: inputSchema.parse(JSON.parse(opened)),
        askedBy,
        isOwnCall: await isOwnCall(person, [askedBy, ...others]),
        askedAt: row.created_at,
        expiresAt: row.expires_at,
        ...(decided_by !== null &&
          decided_at !== null && {
            decided: { by: actorSchema.parse(JSON.parse(decided_by)), at: decided_at },
          }),
      }
    },
    async decide(person, { id, tool, state, integration, isOwnCall }, decision) {
      if (!roleMay(person.role, 'call_tools') || state !== 'waiting') return false
      if (decision === 'approved' && isOwnCall) return false
      const actor = actorOfPerson(person)
      const isDecided = await db.transaction().execute(async (transaction) => {
        const at = now()
        const { numUpdatedRows } = await transaction
          .updateTable('approvals')
          .set({ decision, decided_by: JSON.stringify(actor), decided_at: at })
          .where('id', '=', id)
          .where('account_id', '=', person.accountId)
          .where('environment', '=', person.environment)
          .where('decision', 'is', null)
          .where('expires_at', '>', at)
          .executeTakeFirst()
        if (numUpdatedRows !== 1n) return false
        await recordActivity(transaction, {
          ...person,
          at,
          type: `tool_call.${decision}`,
          actor,
          target: { id, name: tool },
          integrationId: integration.id,
          outcome: 'done',
        })
        return true
      })
      if (isDecided) {
        const fields = { account: person.accountId, person: person.id, approval: id, tool }
        log.info({ audit: `tool_call.${decision}`, ...fields }, 'audit')
      }
      return isDecided
    },
  }
}
