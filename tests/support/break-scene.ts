import type { Storage } from '@/lib/storage/database'
import { type MailScene, mailScene } from './mail-scene'
import type { Client } from './platform'

export interface BreakScene extends MailScene {
  /** The account in the live environment. */
  live: Client
  /** Adds a person to the account. `visit` records that this person uses the environment now, signed in. */
  addPerson: (person: {
    name: string
    role?: string
    email?: string
  }) => Promise<{ id: string; visit: (environment?: string) => Promise<void> }>
  /** Adds an integration that broke now. Returns its id. */
  breakOne: (name: string, more?: { environment?: string; service?: string }) => Promise<string>
  repair: (id: string) => Promise<void>
  /** The subjects of the mails so far. */
  subjects: () => (string | undefined)[]
}

let count = 0

/** Creates an account whose integrations break, on a platform that sends mails. */
export async function breakScene(storage: Storage, account: string): Promise<BreakScene> {
  const scene = await mailScene(storage, account)
  const { db } = storage
  let aheadMs = 0
  const now = () => Date.now() + aheadMs
  const live = await scene.server.client({ account, environment: 'live' })
  return {
    ...scene,
    live,
    async pass(milliseconds) {
      aheadMs += milliseconds
      await scene.pass(milliseconds)
      await scene.settled()
    },
    async addPerson({ name, role = 'admin', email }) {
      const { accountId: account_id } = live
      const id = `per_${account.replaceAll(/\W/g, '')}${++count}`
      await db.insertInto('people').values({ id, name, created_at: now() }).execute()
      const membership = { person_id: id, account_id, role, joined_at: now(), environment: 'live' }
      await db
        .insertInto('memberships')
        .values({ ...membership, email: email ?? null, let_in_by: '[]' })
        .execute()
      const visit = async (environment = 'live') => {
        const token = { id: `tok_visit${++count}`, account_id, environment, role, name }
        await db
          .insertInto('tokens')
          .values({ ...token, hash: `hash ${count}`, created_at: now(), person_id: id })
          .execute()
        await db
          .updateTable('tokens')
          .set({ use: 'session', last_used_at: now() })
          .where('id', '=', token.id)
          .execute()
      }
      return { id, visit }
    },
    async breakOne(name, { environment = 'live', service = 'slack' } = {}) {
      const id = `int_${account.replaceAll(/\W/g, '')}${++count}`
      await db
        .insertInto('integrations')
        .values({
          id,
          account_id: live.accountId,
          environment,
          service,
          external_id: `${count}`,
          grant_owner: `${count}`,
          account_name: name,
          status: 'error',
          status_reason: 'revoked',
          connected_at: 1,
          scopes: '[]',
          available_tools: '[]',
          credential_version: 1,
          broken_at: now(),
          status_since: now(),
        })
        .execute()
      return id
    },
    async repair(id) {
      await db
        .updateTable('integrations')
        .set({ status: 'connected', status_reason: null, broken_at: null, status_since: now() })
        .where('id', '=', id)
        .execute()
    },
    subjects: () => scene.mailServer.received.map(({ subject }) => subject),
  }
}
