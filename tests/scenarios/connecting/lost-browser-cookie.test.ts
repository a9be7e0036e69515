import { expect, test } from 'vitest'
import { validPath, visitorAtProvider } from '@/tests/support/connect-scene'
import { expectRefusal } from '@/tests/support/expect-refusal'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('a browser that lost the cookie of its transaction', async (openStore) => {
  const storage = await openStore()

  test('is told what to do, and can still finish once it has the cookie again', async () => {
    const { visitor, state, logged } = await visitorAtProvider(storage)
    const kept = new Map(visitor.cookies)
    for (const name of kept.keys()) {
      if (name.startsWith('miteos-connect-')) visitor.cookies.delete(name)
    }
    const refused = await visitor.get(validPath(state))
    expect(await refused.clone().text()).toContain('allow cookies for this site')
    await expectRefusal(refused, 403, 'This browser cannot finish the connection', logged)
    for (const [name, value] of kept) visitor.cookies.set(name, value)
    expect((await visitor.get(validPath(state))).status).toBe(303)
  })
})
