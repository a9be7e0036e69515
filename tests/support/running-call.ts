import type { Storage } from '@/lib/storage/database'

/** Records a call that has begun and not ended, of an integration of Slack. */
export async function recordRunningCall(
  { db }: Storage,
  { accountId }: { accountId: string },
  integrationId: string,
): Promise<void> {
  const at = Date.now()
  await db
    .insertInto('tool_calls')
    .values({
      id: `call_running${integrationId.slice(4)}`,
      account_id: accountId,
      environment: 'test',
      integration_id: integrationId,
      service: 'slack',
      tool: 'post_message',
      account: null,
      at,
      took_ms: 0,
      outcome: 'running',
      error: null,
      actor: JSON.stringify({ kind: 'token', id: 'tok_agent', name: 'agent' }),
    })
    .execute()
  await db
    .insertInto('tool_usage')
    .values({ integration_id: integrationId, last_used_at: at })
    .execute()
}
