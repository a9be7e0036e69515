import 'server-only'
import type { Dashboard } from '../dashboard'
import { createMiteos, type Miteos } from '../miteos/miteos-client'
import { MiteosError } from '../miteos/miteos-error'
import type { Session } from './sessions'

/**
 * Returns an API client that acts as the person of the session. A 401 ends the session. Every failure is
 * logged.
 */
export function createSessionMiteos(
  dashboard: Dashboard,
  session: Session,
  requestId: string,
): Miteos {
  const { api, bearers, rateLimitWaits, unfinishedReads, sessions, log } = dashboard
  const miteos = createMiteos(api, {
    bearer: () => bearers.current(session),
    bearerAfterRefusal: (refused) => bearers.afterRefusal(session, refused),
    requestId,
    rateLimitWait: rateLimitWaits(session.personId),
    unfinishedReads: unfinishedReads(session.idHash),
  })
  const guarded = <A extends unknown[], R>(operation: string, call: (...args: A) => Promise<R>) => {
    return async (...args: A) => {
      try {
        return await call(...args)
      } catch (error) {
        if (error instanceof MiteosError) {
          const { kind, status } = error
          log.warn({ request_id: requestId, operation, kind, status, err: error }, 'the API failed')
          if (kind === 'unauthorized') await sessions.end(session)
        }
        throw error
      }
    }
  }
  const {
    reconnectLinks,
    redirectUris,
    tokens,
    people,
    activity,
    connectAttempts,
    webhooks,
    tools,
  } = miteos
  return {
    keepUnfinished: miteos.keepUnfinished,
    list: guarded('list', miteos.list),
    listAndIdentity: guarded('list', miteos.listAndIdentity),
    get: guarded('get', miteos.get),
    findInList: guarded('find', miteos.findInList),
    connect: guarded('connect', miteos.connect),
    disconnect: guarded('disconnect', miteos.disconnect),
    disconnectWhenIdle: guarded('disconnect when idle', miteos.disconnectWhenIdle),
    check: guarded('check', miteos.check),
    events: guarded('events', miteos.events),
    checks: guarded('checks', miteos.checks),
    injectFault: guarded('fault', miteos.injectFault),
    account: guarded('account', miteos.account),
    reconnectLinks: { create: guarded('make a reconnect link', reconnectLinks.create) },
    redirectUris: {
      list: guarded('list redirect URIs', redirectUris.list),
      register: guarded('register a redirect URI', redirectUris.register),
      delete: guarded('delete a redirect URI', redirectUris.delete),
    },
    tokens: {
      list: guarded('list tokens', tokens.list),
      create: guarded('create a token', tokens.create),
      revoke: guarded('revoke a token', tokens.revoke),
    },
    people: {
      list: guarded('list people', people.list),
      change: guarded('change a role', people.change),
      remove: guarded('remove a person', people.remove),
      createLink: guarded('make a sign-in link', people.createLink),
      invitations: guarded('list invitations', people.invitations),
      invite: guarded('invite somebody', people.invite),
      withdraw: guarded('withdraw an invitation', people.withdraw),
    },
    activity: { list: guarded('list the activity', activity.list) },
    connectAttempts: {
      get: guarded('get a connect attempt', connectAttempts.get),
      list: guarded('list connect attempts', connectAttempts.list),
    },
    webhooks: {
      list: guarded('list webhooks', webhooks.list),
      create: guarded('add a webhook', webhooks.create),
      delete: guarded('delete a webhook', webhooks.delete),
      test: guarded('test a webhook', webhooks.test),
      deliveries: guarded('list deliveries', webhooks.deliveries),
      resend: guarded('resend a delivery', webhooks.resend),
    },
    tools: {
      list: guarded('list tools', tools.list),
      calls: guarded('list tool calls', tools.calls),
      usage: guarded('list tool usage', tools.usage),
      decide: guarded('decide about tools', tools.decide),
      resetAccount: guarded('reset an account', tools.resetAccount),
      described: guarded('describe tools', tools.described),
      run: guarded('call a tool', tools.run),
    },
  }
}
