import type { Actor } from '@/lib/contract/api/actor'
import { maxReconnectLinks } from '@/lib/contract/api/limits'
import type { ReconnectLink, ReconnectLinkRequest } from '@/lib/contract/api/reconnect-link'
import { serviceName } from '@/lib/contract/services/catalogue'
import type { Database } from '@/lib/storage/database'
import { hashSecret, randomSecret } from '@/lib/storage/secret-hash'
import { actorOf, type Caller, requireRight } from '../access/caller'
import { lockAccount } from '../access/lock-account'
import { recordActivity } from '../core/activity'
import { ApiProblem, unknownIntegration } from '../core/api-problem'
import type { PlatformContext } from '../core/context'
import { nameOfIntegration } from '../core/history'
import { newId } from '../core/new-id'
import type { Mails } from '../mail/mails'
import { reconnectLinkMail } from '../mail/texts/reconnect-link'
import { findConnector } from './find-connector'
import { type FoundReconnectLink, findReconnectLink } from './find-reconnect-link'
import { findOwnRow } from './select-integrations'

const lifetimeMs = 7 * 24 * 60 * 60_000
/** How long a link is kept after it expires, so that its page can say what happened to it. */
const keepEndedMs = 30 * 24 * 60 * 60_000

/** Who uses a link, and the account and environment in which they work. */
export interface Claimant {
  accountId: string
  environment: string
  actor: Actor
}

/** For whom a link is made. */
interface LinkOrder extends ReconnectLinkRequest {
  /** Mails the link to the person who connected the integration, if they are known. It stays a link for people of the account. */
  isMailedToConnector?: boolean
}

export interface ReconnectLinks {
  /**
   * Creates a link with which an integration of the caller can be reconnected. The link is returned
   * here only, and mailed if this server sends mails and knows an address for it. Throws
   * `conflict` for a disconnected integration, and for one with too many links.
   */
  create: (caller: Caller, integrationId: string, order: LinkOrder) => Promise<ReconnectLink>
  /** Returns what a link is for, without using it. */
  find: (secret: string) => Promise<FoundReconnectLink>
  /**
   * Records who uses a link. From then on only they can use it, and as often as they need until the
   * integration is reconnected, for example after they cancelled at the provider. Returns false
   * when they cannot use the link. Of several people who claim a link at the same time, one gets
   * it.
   */
  claim: (secret: string, claimant: Claimant) => Promise<boolean>
  /** Deletes links that expired more than a month ago. */
  sweep: () => Promise<void>
}

/** Creates the links with which people reconnect one integration, as the account that it has. */
export function createReconnectLinks({
  storage,
  settings,
  log,
  now,
  mails,
}: Pick<PlatformContext, 'storage' | 'settings' | 'log' | 'now'> & {
  mails: Pick<Mails, 'queue'>
}): ReconnectLinks {
  /** Throws `conflict` when the integration has as many working links as it may have. */
  async function requireRoom(db: Database, accountId: string, integrationId: string) {
    const open = await db
      .selectFrom('reconnect_links')
      .select('id')
      .where('account_id', '=', accountId)
      .where('integration_id', '=', integrationId)
      .where('ended_at', 'is', null)
      .where('expires_at', '>', now())
      .limit(maxReconnectLinks)
      .execute()
    if (open.length < maxReconnectLinks) return
    const detail = `An integration has at most ${maxReconnectLinks} reconnect links that still work. Use one of them.`
    throw new ApiProblem('conflict', detail, { reason: 'too_many' })
  }

  return {
    async create(caller, integrationId, { email, isMailedToConnector }) {
      requireRight(caller, 'make_reconnect_links')
      if (caller.visit && email !== undefined) {
        const detail =
          'Support staff make links for people of the account only, without an address.'
        throw new ApiProblem('forbidden', detail, {
          field: 'email',
          reason: 'email_by_support_staff',
        })
      }
      const { accountId, environment } = caller
      const [id, secret, at, actor] = [newId('rcl'), randomSecret(), now(), actorOf(caller)]
      const link = `${settings.appUrl}/reconnect?link=${secret}`
      const made = await storage.db.transaction().execute(async (transaction) => {
        await lockAccount(transaction, accountId)
        const row = await findOwnRow(transaction, caller, integrationId)
        if (!row) throw unknownIntegration()
        if (row.status === 'disconnected') {
          const detail =
            'This integration is disconnected. Connect the account again; a link is only for an integration that is connected or broken.'
          throw new ApiProblem('conflict', detail, { reason: 'disconnected' })
        }
        await requireRoom(transaction, accountId, row.id)
        await transaction
          .insertInto('reconnect_links')
          .values({
            id,
            account_id: accountId,
            environment,
            integration_id: row.id,
            external_id: row.external_id,
            hash: hashSecret(secret),
            email: email ?? null,
            created_at: at,
            created_by: JSON.stringify(actor),
            expires_at: at + lifetimeMs,
          })
          .execute()
        const name = nameOfIntegration(row)
        await recordActivity(transaction, {
          ...{ accountId, environment, at, actor, integrationId: row.id, outcome: 'done' },
          type: 'reconnect_link.created',
          target: { id, name: email === undefined ? name : `${name} for ${email}` },
        })
        const connector = isMailedToConnector ? await findConnector(transaction, row) : null
        const to = connector?.address ?? email
        const mail =
          to === undefined
            ? null
            : await mails.queue(transaction, {
                ...{ accountId, environment, kind: 'reconnect_link', about: id, to },
                personId: connector?.personId,
                endsAt: at + lifetimeMs,
                document: reconnectLinkMail({
                  link,
                  serviceName: serviceName(row.service),
                  externalName: row.account_name,
                  expiresAt: at + lifetimeMs,
                  askedBy: actor.kind === 'token' ? null : actor.name,
                  accountName: caller.accountName,
                }),
              })
        return {
          link,
          expires_at: new Date(at + lifetimeMs).toISOString(),
          expected_account: { id: row.external_id, name: row.account_name },
          ...(mail && { mail }),
        }
      })
      log.info({ audit: 'reconnect_link.created', account: accountId, target: id }, 'audit')
      return made
    },
    async find(secret) {
      await storage.ready()
      return findReconnectLink(storage.db, secret, now())
    },
    async claim(secret, { accountId, environment, actor }) {
      await storage.ready()
      return storage.db.transaction().execute(async (transaction) => {
        const at = now()
        const found = await findReconnectLink(transaction, secret, at)
        if (found.outcome !== 'open') return false
        const { link } = found
        if (link.accountId !== accountId || link.environment !== environment) return false
        if (link.claimedBy === actor.id) return true
        const claimed = await transaction
          .updateTable('reconnect_links')
          .set({ claimed_by: actor.id, claimed_at: at })
          .where('id', '=', link.id)
          .where('claimed_by', 'is', null)
          .where('ended_at', 'is', null)
          .returning('id')
          .executeTakeFirst()
        if (!claimed) return false
        await recordActivity(transaction, {
          ...{ accountId, environment, at, actor, integrationId: link.integrationId },
          type: 'reconnect_link.used',
          target: { id: link.id, name: nameOfIntegration(link.integration) },
          outcome: 'done',
        })
        return true
      })
    },
    async sweep() {
      await storage.ready()
      await storage.db
        .deleteFrom('reconnect_links')
        .where('expires_at', '<', now() - keepEndedMs)
        .execute()
    },
  }
}
