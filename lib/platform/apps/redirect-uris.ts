import { maxRedirectUris } from '@/lib/contract/api/limits'
import type { RedirectUri, RegisterRequest } from '@/lib/contract/api/redirect-uri'
import { appNameProblem, redirectUriProblem } from '@/lib/contract/api/redirect-uri-rules'
import { actorOf, type Caller, requireRight } from '../access/caller'
import { lockAccount } from '../access/lock-account'
import { recordActivity } from '../core/activity'
import { ApiProblem, unknownId } from '../core/api-problem'
import type { PlatformContext } from '../core/context'
import { newId } from '../core/new-id'
import { type Page, type PageRequest, pageOf } from '../core/pages'
import { presentRedirectUri } from './redirect-uri-row'

export interface RedirectUris {
  /** Returns one page of the redirect URIs of the caller's environment, oldest first. */
  list: (caller: Caller, page: PageRequest) => Promise<Page<RedirectUri>>
  /** Registers a redirect URI. When exactly this URI is registered already, returns that one, with `created: false`. */
  register: (
    caller: Caller,
    request: RegisterRequest,
  ) => Promise<{ redirectUri: RedirectUri; created: boolean }>
  /** Deletes a redirect URI. From then on nobody is sent to it, not even a person who is at the provider already. */
  delete: (caller: Caller, id: string) => Promise<void>
}

/** @throws {ApiProblem} `invalid_request` with the field and the reason */
function requireValid({ uri, app_name: appName }: RegisterRequest, { environment }: Caller): void {
  const problem = redirectUriProblem(uri, environment)
  if (problem) {
    const members = { field: 'uri', reason: problem.reason }
    throw new ApiProblem('invalid_request', problem.detail, members)
  }
  const nameProblem = appNameProblem(appName)
  if (nameProblem)
    throw new ApiProblem('invalid_request', nameProblem, { field: 'app_name', reason: 'bad_name' })
}

export function createRedirectUris({
  storage,
  settings,
  log,
  now,
}: Pick<PlatformContext, 'storage' | 'settings' | 'log' | 'now'>): RedirectUris {
  const ownCallback = `${settings.appUrl}/callback`

  return {
    async list(caller, page) {
      requireRight(caller, 'view_redirect_uris')
      const query = storage.db
        .selectFrom('redirect_uris')
        .selectAll()
        .where('account_id', '=', caller.accountId)
        .where('environment', '=', caller.environment)
        .orderBy('id')
        .limit(page.limit + 1)
      const rows = await (page.cursor ? query.where('id', '>', page.cursor) : query).execute()
      const { items, nextCursor } = pageOf(rows, page)
      return { items: items.map(presentRedirectUri), nextCursor }
    },
    async register(caller, request) {
      requireRight(caller, 'manage_redirect_uris')
      requireValid(request, caller)
      const { uri, app_name } = request
      if (uri === ownCallback) {
        const detail = 'The callback of Miteos itself is always registered.'
        throw new ApiProblem('invalid_request', detail, { field: 'uri', reason: 'own_callback' })
      }
      const owner = { account_id: caller.accountId, environment: caller.environment }
      return storage.db.transaction().execute(async (transaction) => {
        await lockAccount(transaction, caller.accountId)
        const known = await transaction
          .selectFrom('redirect_uris')
          .selectAll()
          .where('account_id', '=', owner.account_id)
          .where('environment', '=', owner.environment)
          .execute()
        const same = known.find((row) => row.uri === uri)
        if (same) return { redirectUri: presentRedirectUri(same), created: false }
        if (known.length >= maxRedirectUris) {
          const detail = `An environment has at most ${maxRedirectUris} redirect URIs. Delete one that is no longer used.`
          throw new ApiProblem('conflict', detail, { reason: 'too_many' })
        }
        const actor = actorOf(caller)
        const row = await transaction
          .insertInto('redirect_uris')
          .values({
            ...owner,
            id: newId('uri'),
            uri,
            app_name,
            created_at: now(),
            created_by: JSON.stringify(actor),
          })
          .returningAll()
          .executeTakeFirstOrThrow()
        await recordActivity(transaction, {
          ...caller,
          at: now(),
          type: 'redirect_uri.registered',
          actor,
          target: { id: row.id, name: uri },
          outcome: 'done',
        })
        const fields = { account: caller.accountId, token_id: caller.tokenId, redirect_uri: row.id }
        log.info({ audit: 'redirect_uri.registered', ...fields }, 'audit')
        return { redirectUri: presentRedirectUri(row), created: true }
      })
    },
    async delete(caller, id) {
      requireRight(caller, 'manage_redirect_uris')
      await storage.db.transaction().execute(async (transaction) => {
        const row = await transaction
          .deleteFrom('redirect_uris')
          .where('id', '=', id)
          .where('account_id', '=', caller.accountId)
          .where('environment', '=', caller.environment)
          .returning('uri')
          .executeTakeFirst()
        if (!row) throw unknownId('redirect URI')
        await recordActivity(transaction, {
          ...caller,
          at: now(),
          type: 'redirect_uri.deleted',
          actor: actorOf(caller),
          target: { id, name: row.uri },
          outcome: 'done',
        })
      })
      const fields = { account: caller.accountId, token_id: caller.tokenId, redirect_uri: id }
      log.info({ audit: 'redirect_uri.deleted', ...fields }, 'audit')
    },
  }
}
