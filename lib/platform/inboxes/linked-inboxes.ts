import type { Database } from '@/lib/storage/database'
import type { InboxKey } from './inbox-rows'

/** Returns the inboxes of the customers who have linked a chat of the shared bot. */
export async function findLinkedInboxes(
  db: Database,
  botId: string,
  chatId: string,
): Promise<InboxKey[]> {
  const rows = await db
    .selectFrom('bot_chats')
    .select('owner')
    .where('environment', '=', 'live')
    .where('bot_id', '=', botId)
    .where('chat_id', '=', chatId)
    .execute()
  return rows.map(({ owner }) => ({ environment: 'live', bot_id: botId, owner }))
}
