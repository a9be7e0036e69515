import type { Kysely, Migration } from 'kysely'

/** Adds the worlds of the simulated accounts, in which the tools of the sandbox work. */
async function addSandboxWorlds(db: Kysely<unknown>) {
  await db.schema
    .createTable('sandbox_things')
    .addColumn('service', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('sandbox_things_key', ['service', 'subject', 'owner', 'kind', 'id'])
    .execute()
  await db.schema
    .createIndex('sandbox_things_in_order')
    .on('sandbox_things')
    .columns(['service', 'subject', 'owner', 'kind', 'position'])
    .execute()
  await db.schema.alterTable('sandbox_grants').addColumn('owner', 'text').execute()
}

/** Adds the ledger of the calls of tools. */
async function addToolCalls(db: Kysely<unknown>) {
  await db.schema
    .createTable('tool_calls')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('environment', 'text', (column) => column.notNull())
    .addColumn('integration_id', 'text')
    .addColumn('service', 'text', (column) => column.notNull())
    .addColumn('tool', 'text', (column) => column.notNull())
    .addColumn('account', 'text')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('took_ms', 'bigint', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('error', 'text')
    .addColumn('actor', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('tool_calls_of_account')
    .on('tool_calls')
    .columns(['account_id', 'environment', 'at'])
    .execute()
  await db.schema
    .createIndex('tool_calls_of_integration')
    .on('tool_calls')
    .columns(['integration_id', 'id'])
    .execute()
  await db.schema
    .createIndex('tool_calls_by_outcome')
    .on('tool_calls')
    .columns(['outcome', 'at'])
    .execute()
  await db.schema.createIndex('tool_calls_by_time').on('tool_calls').column('at').execute()
  await db.schema
    .createTable('tool_usage')
    .addColumn('integration_id', 'text', (column) => column.primaryKey())
    .addColumn('last_used_at', 'bigint', (column) => column.notNull())
    .execute()
}

/** Adds the outcomes of the calls that came with a key, so that none of them is done twice. */
async function addToolOutcomes(db: Kysely<unknown>) {
  await db.schema
    .createTable('tool_outcomes')
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('environment', 'text', (column) => column.notNull())
    .addColumn('key_hash', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('integration_id', 'text', (column) => column.notNull())
    .addColumn('call_id', 'text', (column) => column.notNull())
    .addColumn('claimed_at', 'bigint', (column) => column.notNull())
    .addColumn('owner', 'text')
    .addColumn('outcome', 'text')
    .addPrimaryKeyConstraint('tool_outcomes_key', ['account_id', 'environment', 'key_hash'])
    .execute()
  await db.schema
    .createIndex('tool_outcomes_by_age')
    .on('tool_outcomes')
    .column('claimed_at')
    .execute()
}

/**
 * Adds the tool policy of an integration, and the disconnect that waits until none of its tools
 * runs.
 */
async function addToIntegrations(db: Kysely<unknown>) {
  await db.schema.alterTable('integrations').addColumn('tool_policy', 'text').execute()
  await db.schema.alterTable('integrations').addColumn('disconnecting_since', 'bigint').execute()
  await db.schema.alterTable('integrations').addColumn('disconnecting_by', 'text').execute()
  await db.schema
    .createIndex('integrations_disconnecting')
    .on('integrations')
    .column('disconnecting_since')
    .execute()
}

/** Adds the calls that wait for a person's decision. */
async function addApprovals(db: Kysely<unknown>) {
  await db.schema
    .createTable('approvals')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('environment', 'text', (column) => column.notNull())
    .addColumn('integration_id', 'text', (column) => column.notNull())
    .addColumn('tool', 'text', (column) => column.notNull())
    .addColumn('key_hash', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('arguments', 'text', (column) => column.notNull())
    .addColumn('requested_by', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('decision', 'text')
    .addColumn('decided_by', 'text')
    .addColumn('decided_at', 'bigint')
    .execute()
  await db.schema
    .createIndex('approvals_of_key')
    .unique()
    .on('approvals')
    .columns(['account_id', 'environment', 'key_hash'])
    .execute()
  await db.schema.createIndex('approvals_by_expiry').on('approvals').column('expires_at').execute()
}

/** Adds the tables and columns of the live tools. */
export const liveToolsMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await addSandboxWorlds(db)
    await addToolCalls(db)
    await addToolOutcomes(db)
    await addToIntegrations(db)
    await addApprovals(db)
    await addReceivedPosts(db)
  },
}

/** Adds the posts and chats that bots have received. */
async function addReceivedPosts(db: Kysely<unknown>) {
  await db.schema
    .createTable('bot_posts')
    .addColumn('environment', 'text', (column) => column.notNull())
    .addColumn('bot_id', 'text', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('chat_id', 'text', (column) => column.notNull())
    .addColumn('message_id', 'bigint', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('bot_posts_key', [
      'environment',
      'bot_id',
      'owner',
      'chat_id',
      'message_id',
    ])
    .execute()
  await db.schema
    .createIndex('bot_posts_by_time')
    .on('bot_posts')
    .columns(['environment', 'bot_id', 'owner', 'at'])
    .execute()
  await db.schema
    .createIndex('bot_posts_by_age')
    .on('bot_posts')
    .columns(['environment', 'at'])
    .execute()
  await db.schema
    .createTable('bot_chats')
    .addColumn('environment', 'text', (column) => column.notNull())
    .addColumn('bot_id', 'text', (column) => column.notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('chat_id', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('username', 'text')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('moved_to', 'text')
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('bot_chats_key', ['environment', 'bot_id', 'owner', 'chat_id'])
    .execute()
}
