import { expect, onTestFinished } from 'vitest'
import { z } from 'zod'
import type { MailSettings } from '@/lib/platform/core/settings'
import type { Storage } from '@/lib/storage/database'
import { type MailServer, startMailServer } from './mail-server'
import { type Client, platformOn, type TestServer } from './platform'

const invitationSchema = z.object({
  id: z.string(),
  link: z.string(),
  mail: z.string().optional(),
})

/** Returns the settings with which mails go to a server on loopback. */
export function mailSettings({ port }: Pick<MailServer, 'port'>): MailSettings {
  return {
    host: '127.0.0.1',
    port,
    encryption: 'none',
    from: { name: 'Miteos', address: 'miteos@mail.example' },
  }
}

export interface MailScene {
  mailServer: MailServer
  server: TestServer
  client: Client
  /** Starts another server on the same store. */
  otherServer: (settings?: Partial<MailSettings>) => TestServer
  invite: (email?: string, caller?: Client) => Promise<z.infer<typeof invitationSchema>>
  /** Moves the clock on and lets the background work run. It does not wait for the mail server. */
  pass: (milliseconds: number) => Promise<void>
  /** Waits until every mail of the account was sent, given up or postponed. */
  settled: () => Promise<void>
  /** Returns the rows of the mails of the account, oldest first. */
  rows: () => Promise<
    { kind: string; attempts: number; outcome: string | null; content: string | null }[]
  >
}

/** Creates a platform that sends mails to a server on loopback, and an account on it, until the test is over. */
export async function mailScene(
  storage: Storage,
  account: string,
  settings: Partial<MailSettings> = {},
): Promise<MailScene> {
  const mailServer = await startMailServer()
  const otherServer: MailScene['otherServer'] = (others = settings) => {
    const server = platformOn(storage, {
      settings: { mail: { ...mailSettings(mailServer), ...others } },
    })
    onTestFinished(() => server.platform.close(5000))
    return server
  }
  onTestFinished(mailServer.close)
  const server = otherServer()
  const client = await server.client({ account })
  let aheadMs = 0
  const rows: MailScene['rows'] = () =>
    storage.db
      .selectFrom('mails')
      .select(['kind', 'attempts', 'outcome', 'content'])
      .where('account_id', '=', client.accountId)
      .orderBy('id')
      .execute()
  return {
    mailServer,
    server,
    client,
    otherServer,
    rows,
    async invite(email, caller = client) {
      const response = await caller.post('/v1/invitations', { role: 'member', email })
      expect(response.status).toBe(201)
      return invitationSchema.parse(await response.json())
    },
    async pass(milliseconds) {
      aheadMs += milliseconds
      server.advance(milliseconds)
      await server.platform.runBackground()
    },
    async settled() {
      const now = Date.now() + aheadMs
      // A try that runs has claimed its mail for three minutes. No pause is of that length.
      const running = () =>
        storage.db
          .selectFrom('mails')
          .select('id')
          .where('account_id', '=', client.accountId)
          .where('next_at', '<=', now + 185_000)
          .where((is) => is.or([is('next_at', '<=', now), is('next_at', '>', now + 120_000)]))
          .execute()
      await expect.poll(running, { timeout: 20_000, interval: 20 }).toEqual([])
    },
  }
}
