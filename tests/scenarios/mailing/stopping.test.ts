import { expect, test } from 'vitest'
import { mailScene } from '@/tests/support/mail-scene'
import type { Treatment } from '@/tests/support/mail-server'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('a mail whose server is stopped', async (openStore) => {
  /** Begins a try to send a mail, which gets no answer. Returns a scene whose server can be stopped. */
  async function unansweredScene(treatment: Treatment) {
    const scene = await mailScene(await openStore(), 'stopping')
    const { mailServer, server, invite, pass } = scene
    mailServer.treat(treatment)
    await invite('ada@people.example')
    await pass(0)
    const isWaiting = () =>
      treatment === 'hang' ? mailServer.connections() === 1 : mailServer.unanswered() === 1
    await expect.poll(isWaiting).toBe(true)
    const stop = async () => {
      const began = performance.now()
      await server.platform.close(10_000)
      return performance.now() - began
    }
    const sendFromAnother = async () => {
      mailServer.treat('accept')
      const another = scene.otherServer()
      await another.platform.runBackground()
      await scene.settled()
    }
    return { ...scene, stop, sendFromAnother }
  }

  test.each<[string, Treatment]>([
    ['does not greet', 'hang'],
    ['does not answer to the address', { hangsAt: 'recipient' }],
  ])(
    'while the mail server %s does not hold the stop up, and is sent at once by another server',
    async (_, treatment) => {
      const { stop, sendFromAnother, rows, mailServer, server } = await unansweredScene(treatment)
      expect(await stop()).toBeLessThan(1500)
      expect(await rows()).toMatchObject([{ attempts: 1, outcome: null }])
      await sendFromAnother()
      await expect.poll(rows).toMatchObject([{ outcome: 'sent' }])
      expect(mailServer.received).toHaveLength(1)
      expect(server.logged()).not.toContain('operator alarm')
      expect(server.logged()).not.toContain('work was left unfinished')
    },
  )

  test('when the mail server has the whole mail is not sent again, and the activity says that it may have arrived', async () => {
    const scene = await unansweredScene({ hangsAt: 'end' })
    const { stop, sendFromAnother, rows, mailServer, client } = scene
    expect(await stop()).toBeLessThan(5000)
    expect(await rows()).toMatchObject([{ outcome: 'answer_unknown', content: null }])
    await sendFromAnother()
    expect(mailServer.received).toHaveLength(1)
    const activity = await (await client.get('/v1/activity?type=mail.deliver')).json()
    expect(activity).toMatchObject([{ outcome: 'failed', reason: 'answer_unknown' }])
  })

  test('when the mail server answers within two seconds after that counts as sent', async () => {
    const { stop, rows, mailServer } = await unansweredScene({ hangsAt: 'end' })
    const stopped = stop()
    mailServer.answer()
    expect(await stopped).toBeLessThan(1500)
    expect(await rows()).toMatchObject([{ outcome: 'sent' }])
  })
})
