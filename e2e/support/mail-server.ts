import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freePort } from '@/scripts/free-port'
import { RunningServer } from '@/scripts/running-server'
import { type MailServer, startMailServer } from '@/tests/support/mail-server'
import { test as base } from './people-server'

/** A test with a server of its own, which sends its mails to a mail server on this machine. */
export const test = base.extend<{ mailServer: MailServer }>({
  mailServer: async ({ browserName: _ }, use) => {
    const mailServer = await startMailServer()
    await use(mailServer)
    await mailServer.close()
  },
  server: async ({ mailServer }, use) => {
    const origin = `http://localhost:${await freePort()}`
    const env = {
      SMTP_URL: `smtp://127.0.0.1:${mailServer.port}`,
      MAIL_FROM: 'Miteos <miteos@mail.example>',
    }
    const server = await RunningServer.start({ origin, keepsLog: true, env })
    await use(server)
    await server.remove()
  },
})

/** Returns the keys that a server has generated for its vault. */
export async function vaultKeysOf({ dataDir }: RunningServer): Promise<string> {
  return (await readFile(join(dataDir, 'vault-keys'), 'utf8')).trim()
}
