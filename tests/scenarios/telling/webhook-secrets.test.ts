import { expect, test } from 'vitest'
import { rotateVault } from '@/lib/platform/grants/vault/vault-rotation'
import { createKeyring } from '@/lib/storage/keyring'
import { Canaries, readTables } from '@/tests/support/canaries'
import { newKeys, platformOn } from '@/tests/support/platform'
import { startReceiver, verified } from '@/tests/support/receiver'
import { describeOnBothStores } from '@/tests/support/stores'
import { createWebhook, deliveriesOf } from '@/tests/support/webhooks'

describeOnBothStores('the secret of a webhook', (openStore) => {
  const [oldKeys, freshKeys] = [newKeys('old'), newKeys('fresh')]

  test('signs as before when the keys of the vault were rotated and the old one is gone', async () => {
    const storage = await openStore()
    const before = await platformOn(storage, { keys: oldKeys }).client()
    const receiver = await startReceiver()
    const { secret } = await createWebhook(before, { url: receiver.url })
    const rotated = await rotateVault(storage, createKeyring(`${freshKeys},${oldKeys}`))
    expect(rotated).toEqual({ resealed: 1, unreadable: 0 })
    const after = await platformOn(storage, { keys: freshKeys }).client()
    await after.connect('slack')
    await receiver.messages(1)
    const [received] = receiver.received
    if (!received) throw new Error('nothing was received')
    expect(verified(received, secret)).toMatchObject({ type: 'integration.connected' })
  })

  test('that cannot be opened sends nothing, and holds up neither the others nor the change', async () => {
    const storage = await openStore()
    const server = platformOn(storage)
    const client = await server.client()
    const [first, second] = [await startReceiver(), await startReceiver()]
    const damaged = await createWebhook(client, { url: first.url })
    const whole = await createWebhook(client, { url: second.url })
    const { secret } = await storage.db
      .selectFrom('webhooks')
      .select('secret')
      .where('id', '=', whole.id)
      .executeTakeFirstOrThrow()
    await storage.db.updateTable('webhooks').set({ secret }).where('id', '=', damaged.id).execute()
    const integration = await client.connect('slack')
    expect(integration.status).toBe('connected')
    await second.messages(1)
    await expect.poll(server.logged).toContain('a stored row cannot be worked on and was set aside')
    await server.platform.runBackground()
    expect(first.received).toEqual([])
    expect(await deliveriesOf(client, damaged.id)).toEqual([])
    await expect.poll(() => deliveriesOf(client, whole.id)).toHaveLength(1)
  })

  test('is in no table and no log line, and neither is what a receiver answers', async () => {
    const storage = await openStore()
    const server = platformOn(storage)
    const client = await server.client()
    const canaries = new Canaries()
    const receiver = await startReceiver((response) =>
      response
        .writeHead(500, 'status-of-the-receiver', { 'x-answer': 'header-of-the-receiver' })
        .end('body-of-the-receiver'),
    )
    const { id, secret } = await createWebhook(client, { url: receiver.url })
    canaries.plant('secret', secret)
    canaries.plant('key of the secret', secret.slice('whsec_'.length))
    canaries.plant('status text', 'status-of-the-receiver')
    canaries.plant('answered header', 'header-of-the-receiver')
    canaries.plant('answered body', 'body-of-the-receiver')
    await client.connect('gmail')
    await expect.poll(() => deliveriesOf(client, id)).toHaveLength(1)
    const places = { ...(await readTables(storage)), log: server.logged() }
    for (const [place, text] of Object.entries(places))
      expect(canaries.foundIn(place, text)).toEqual([])
    const [received] = receiver.received
    const signature = String(received?.headers['webhook-signature'])
    expect(signature).toMatch(/^v1,/)
    expect(server.logged()).not.toContain(signature)
    expect(server.logged()).not.toContain(new URL(receiver.url).search)
    expect(server.logged()).toContain('webhook delivery')
  })
})
