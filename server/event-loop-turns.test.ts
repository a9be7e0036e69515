import { expect, test } from 'vitest'
import { takeEventLoopTurn } from './event-loop-turns.mjs'

test('of callers at the same time, one goes on in each turn of the event loop', async () => {
  const order: string[] = []
  const other = () =>
    setImmediate(() => {
      order.push('other')
      if (order.filter((entry) => entry === 'other').length < 4) other()
    })
  other()
  await Promise.all([1, 2, 3].map((name) => takeEventLoopTurn().then(() => order.push(`${name}`))))
  expect(order.join(' ')).toMatch(/^other 1 other 2 other 3/)
})

test('callers go on in the order in which they came, also those that come later', async () => {
  const order: number[] = []
  const first = takeEventLoopTurn().then(async () => {
    order.push(1)
    await takeEventLoopTurn()
    order.push(3)
  })
  await Promise.all([first, takeEventLoopTurn().then(() => order.push(2))])
  expect(order).toEqual([1, 2, 3])
})
