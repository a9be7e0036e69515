import { changeStore } from './store'

/** A recorded call of a Slack tool. */
interface RecordedCall {
  /** How long ago the call began. Negative for a call that begins later than now. */
  agoMs: number
  outcome: string
  error?: string
  /** 120 without it, and 0 for a running call. */
  tookMs?: number
  tool?: string
  actor?: string
}

/**
 * Writes calls with an integration into the store, with the columns that the ledger writes. The first is the newest. Works once
 * for each integration, because the ids of the calls are made from its id.
 */
export function recordCalls(integrationId: string, calls: readonly RecordedCall[]) {
  changeStore((database) => {
    const insertCall = database.prepare(
      `insert into tool_calls (id, account_id, environment, integration_id, service, tool, account, at, took_ms, outcome, error, actor)
       select ?, account_id, environment, id, service, ?, json_object('id', external_id, 'name', account_name), ?, ?, ?, ?, ?
       from integrations where id = ?`,
    )
    for (const [index, call] of calls.entries()) {
      insertCall.run(
        idOf(index, integrationId),
        call.tool ?? 'post_message',
        Date.now() - call.agoMs,
        call.tookMs ?? (call.outcome === 'running' ? 0 : 120),
        call.outcome,
        call.error ?? null,
        JSON.stringify({ kind: 'token', id: 'tok_agent', name: call.actor ?? 'Release agent' }),
        integrationId,
      )
    }
    const used = calls.filter(({ outcome }) => outcome !== 'blocked').map(({ agoMs }) => agoMs)
    if (used.length === 0) return
    database
      .prepare(
        `insert into tool_usage (integration_id, last_used_at) values (?, ?)
         on conflict (integration_id) do update set last_used_at = max(last_used_at, excluded.last_used_at)`,
      )
      .run(integrationId, Date.now() - Math.min(...used))
  })
}

/** Returns the id of a call. Lists show the highest id first. */
function idOf(index: number, integrationId: string): string {
  const position = String(9999 - index).padStart(4, '0')
  return `call_${position}${integrationId.slice('int_'.length)}`
}

/** Ends the running calls with an integration. The other calls stay as they are. */
export function endCalls(integrationId: string) {
  changeStore((database) =>
    database
      .prepare(
        `update tool_calls set outcome = 'ok' where integration_id = ? and outcome = 'running'`,
      )
      .run(integrationId),
  )
}
