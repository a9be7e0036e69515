import { expect, test } from 'vitest'
import { endsWithin } from './ends-within.mjs'

test('work that ends well in time is said to', async () => {
  expect(await endsWithin(async () => {}, 1000)).toBe(true)
})

test('work that never ends is not waited for', async () => {
  const begin = performance.now()
  expect(await endsWithin(() => new Promise(() => {}), 50)).toBe(false)
  expect(performance.now() - begin).toBeLessThan(1000)
})

test('work that fails, at once or later, does not stop the exit', async () => {
  const failing = () => {
    throw new Error('closed already')
  }
  expect(await endsWithin(failing, 1000)).toBe(false)
  expect(await endsWithin(async () => failing(), 1000)).toBe(false)
})
