import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createMetrics } from '@/lib/dashboard/metrics/metrics'
import { listDueMails, readMailBacklog } from '@/lib/platform/mail/mail-queue'
import { mailSettings } from '@/tests/support/mail-scene'
import { startMailServer } from '@/tests/support/mail-server'
import { platformOn } from '@/tests/support/platform'
import { plansOf } from '@/tests/support/query-plans'
import { sampleIn } from '@/tests/support/sample-in'
import { askForMetrics, measuredDashboard } from '@/tests/support/scrape'
import { describeOnBothStores } from '@/tests/support/stores'

const day = 24 * 60 * 60_000

describeOnBothStores('the metrics of mails', (openStore) => {
  test('count tries by what the mail server answered, and mails that are due, without an address', async () => {
    const storage = await openStore()
    const mailServer = await startMailServer()
    const metrics = createMetrics()
    const server = platformOn(storage, {
      settings: { mail: mailSettings(mailServer) },
      meter: metrics.work,
    })
    const client = await server.client()
    let aheadMs = 0
    const scrape = async () =>
      (await askForMetrics(measuredDashboard(server, metrics, () => Date.now() + aheadMs))).text()
    const mails = (outcome: string) => `miteos_mails_total{outcome="${outcome}"}`
    const invite = (email: string) => client.post('/v1/invitations', { role: 'member', email })
    const attempt = async (outcome: string, count: number) => {
      await server.platform.runBackground()
      await expect.poll(async () => sampleIn(await scrape(), mails(outcome))).toBe(count)
    }

    await invite('canary@people.example')
    mailServer.treat({ status: 451, at: 'data' })
    await attempt('deferred', 1)
    aheadMs += day
    server.advance(day)
    const waiting = await scrape()
    expect(sampleIn(waiting, 'miteos_queue_due{queue="mails"}')).toBe(1)
    expect(sampleIn(waiting, 'miteos_queue_oldest_due_seconds{queue="mails"}')).toBeGreaterThan(
      80_000,
    )
    mailServer.treat({ status: 421, at: 'sender' })
    await attempt('unanswered', 1)
    mailServer.treat({ status: 550, at: 'recipient' })
    await invite('canary@people.example')
    await attempt('refused', 1)
    mailServer.treat('accept')
    await invite('canary@people.example')
    await attempt('sent', 1)
    expect(await scrape()).not.toContain('canary')
    await server.platform.close(5000)
    await mailServer.close()
  })

  test('are read by an index, and cost what is due', async () => {
    const storage = await openStore()
    const now = () => 1_800_000_000_000
    const rows = Array.from({ length: 3000 }, (_, index) => ({
      id: `mail_${index}`,
      account_id: `acct_${index % 9}`,
      environment: 'live',
      kind: 'invitation',
      about: `inv_${index}`,
      created_at: 1,
      ends_at: now() + day,
      attempts: 1,
      next_at: index < 6 ? now() - index : index % 2 ? null : now() + index,
    }))
    for (let from = 0; from < rows.length; from += 500)
      await storage.db
        .insertInto('mails')
        .values(rows.slice(from, from + 500))
        .execute()
    await sql`analyze`.execute(storage.db)
    const context = { storage, now }
    expect(await readMailBacklog(context)).toEqual({ length: 6, oldestDueAt: now() - 5 })
    const excluded = { keys: ['mail_1'], accountIds: ['acct_2'] }
    const keys = (await listDueMails(context, excluded, 100)).map(({ key }) => key)
    expect(keys).toEqual(['mail_5', 'mail_4', 'mail_3', 'mail_0'])
    const plans = await plansOf(storage, async (db) => {
      const explained = { storage: { ...storage, db }, now }
      await readMailBacklog(explained)
      await listDueMails(explained, excluded, 100)
    })
    for (const plan of plans) expect(plan).toContain('mails_due')
  })
})
