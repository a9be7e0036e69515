import { join } from 'node:path'
import Database from 'libsql'

/** A recorded call of a Slack tool. */
interface RecordedCall {
  /** How long ago the call began. */
  agoMs: number
  outcome: string
  error?: string
  tookMs?: number
  tool?: string
  actor?: string
}

/** Opens the store of the server, which may be writing: each statement waits until it can write too. */
function openStore() {
  const database = new Database(join(process.env.E2E_DATA_DIR ?? '', 'miteos.db'))
  database.pragma('busy_timeout = 20000')
  return database
}

/** Writes calls with an integration into the store, as if agents had made them. The first is the newest. */
export function recordCalls(integrationId: string, calls: readonly RecordedCall[]) {
  const database = openStore()
  const insert = database.prepare(
    `insert into tool_calls (id, account_id, environment, integration_id, service, tool, account, at, took_ms, outcome, error, actor)
     select ?, account_id, environment, id, service, ?, null, ?, ?, ?, ?, ? from integrations where id = ?`,
  )
  for (const [index, call] of calls.entries()) {
    const position = String(9999 - index).padStart(4, '0')
    insert.run(
      `call_${position}${integrationId.slice(4)}`,
      call.tool ?? 'post_message',
      Date.now() - call.agoMs,
      call.tookMs ?? 120,
      call.outcome,
      call.error ?? null,
      JSON.stringify({ kind: 'token', id: 'tok_agent', name: call.actor ?? 'Release agent' }),
      integrationId,
    )
  }
  database
    .prepare(
      `insert into tool_usage (integration_id, last_used_at) values (?, ?)
       on conflict (integration_id) do update set last_used_at = excluded.last_used_at`,
    )
    .run(integrationId, Date.now() - (calls[0]?.agoMs ?? 0))
  database.close()
}

/** Ends the running calls with an integration. */
export function endCalls(integrationId: string) {
  const database = openStore()
  database
    .prepare(`update tool_calls set outcome = 'ok' where integration_id = ?`)
    .run(integrationId)
  database.close()
}
