import { maxWebhooks } from '@/lib/contract/api/limits'
import type { CreateWebhookRequest, NewWebhook, Webhook } from '@/lib/contract/api/webhook'
import { traceOf } from '@/lib/http/log'
import type { Database } from '@/lib/storage/database'
import { type Caller, requireRight } from '../access/caller'
import { lockAccount } from '../access/lock-account'
import { ApiProblem, unknownId } from '../core/api-problem'
import type { PlatformContext } from '../core/context'
import { newId } from '../core/new-id'
import { type Page, type PageRequest, pageOf } from '../core/pages'
import type { RowIsolation } from '../core/row-isolation'
import { recordByCaller } from './record-by-caller'
import { requireTarget } from './require-target'
import { presentWebhook, type WebhookRow } from './webhook-row'
import { newWebhookSecret, sealWebhookSecret } from './webhook-secret'

export interface AccountWebhooks {
  /** Returns one page of the webhooks, oldest first. */
  list: (caller: Caller, page: PageRequest) => Promise<Page<Webhook>>
  /**
   * Returns one webhook. Throws `not_found` for an unknown id, and for a row that cannot be read.
   */
  get: (caller: Caller, id: string) => Promise<Webhook>
  /** Adds a webhook. Its secret is in this result only, and in no later answer. */
  create: (caller: Caller, request: CreateWebhookRequest) => Promise<NewWebhook>
  /**
   * Deletes a webhook, its messages and its deliveries. A message that is being sent right now
   * still arrives.
   */
  delete: (caller: Caller, id: string) => Promise<void>
}

type Context = Pick<PlatformContext, 'storage' | 'keyring' | 'log' | 'now'> & {
  rowIsolation: RowIsolation
}

/** Returns a query for the webhooks of the caller's account and environment. */
function selectOwn(db: Database, { accountId, environment }: Caller) {
  return db
    .selectFrom('webhooks')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('environment', '=', environment)
}

/**
 * Returns a webhook of the caller's account and environment. Throws `not_found` for every other id.
 */
export async function requireOwnWebhook(
  db: Database,
  caller: Caller,
  id: string,
): Promise<WebhookRow> {
  const row = await selectOwn(db, caller).where('id', '=', id).executeTakeFirst()
  if (!row) throw unknownId('webhook')
  return row
}

/** Creates the operations of callers on the webhooks of their account and environment. */
export function createAccountWebhooks(context: Context): AccountWebhooks {
  const { storage, keyring, now, rowIsolation } = context

  /**
   * Returns the webhooks in rows. Leaves out a row that cannot be read, and raises an operator
   * alarm.
   */
  function present(rows: readonly WebhookRow[]): Webhook[] {
    return rows.flatMap((row) => {
      try {
        return presentWebhook(row)
      } catch (error) {
        const fields = { webhook: row.id, ...traceOf(error) }
        rowIsolation.alarmOnce(row.id, fields, 'a webhook cannot be read and is not listed')
        return []
      }
    })
  }

  /** Throws `conflict` when the account has as many webhooks in the environment as it may have. */
  async function requireRoom(transaction: Database, caller: Caller): Promise<void> {
    const known = await selectOwn(transaction, caller).execute()
    if (known.length < maxWebhooks) return
    const detail = `An environment has at most ${maxWebhooks} webhooks. Delete one that is no longer used.`
    throw new ApiProblem('conflict', detail, { reason: 'too_many' })
  }

  return {
    async list(caller, page) {
      requireRight(caller, 'manage_webhooks')
      const query = selectOwn(storage.db, caller)
        .orderBy('id')
        .limit(page.limit + 1)
      const rows = await (page.cursor ? query.where('id', '>', page.cursor) : query).execute()
      const { items, nextCursor } = pageOf(rows, page)
      return { items: present(items), nextCursor }
    },
    async get(caller, id) {
      requireRight(caller, 'manage_webhooks')
      const [webhook] = present([await requireOwnWebhook(storage.db, caller, id)])
      if (!webhook) throw unknownId('webhook')
      return webhook
    },
    async create(caller, { url, events, description = '' }) {
      requireRight(caller, 'manage_webhooks')
      requireTarget(url, caller)
      const { accountId, environment } = caller
      const identity = { id: newId('whk'), account_id: accountId, environment }
      const secret = newWebhookSecret()
      const row = await storage.db.transaction().execute(async (transaction) => {
        await lockAccount(transaction, accountId)
        await requireRoom(transaction, caller)
        const inserted = await transaction
          .insertInto('webhooks')
          .values({
            ...identity,
            url,
            events: JSON.stringify(events),
            description,
            secret: sealWebhookSecret(keyring, secret, identity),
            created_at: now(),
          })
          .returningAll()
          .executeTakeFirstOrThrow()
        await recordByCaller(context, transaction, caller, 'webhook.created', inserted)
        return inserted
      })
      return { ...presentWebhook(row), secret }
    },
    async delete(caller, id) {
      requireRight(caller, 'manage_webhooks')
      await storage.db.transaction().execute(async (transaction) => {
        const row = await requireOwnWebhook(transaction, caller, id)
        const { numDeletedRows } = await transaction
          .deleteFrom('webhooks')
          .where('id', '=', id)
          .executeTakeFirst()
        if (numDeletedRows === 0n) throw unknownId('webhook')
        await transaction.deleteFrom('webhook_messages').where('webhook_id', '=', id).execute()
        await transaction.deleteFrom('webhook_deliveries').where('webhook_id', '=', id).execute()
        await recordByCaller(context, transaction, caller, 'webhook.deleted', row)
      })
    },
  }
}
