import { expect, test } from 'vitest'
import { endsWithin } from './ends-within.mjs'

test('the result is true for work that ends in time', async () => {
  expect(await endsWithin(async () => {}, 1000)).toBe(true)
})

test('the result is false for work that does not end in time', async () => {
  const begin = performance.now()
  expect(await endsWithin(() => new Promise(() => {}), 50)).toBe(false)
  expect(performance.now() - begin).toBeLessThan(1000)
})

test('the result is false for work that fails at once or later', async () => {
  const failing = () => {
    throw new Error('closed already')
  }
  expect(await endsWithin(failing, 1000)).toBe(false)
  expect(await endsWithin(async () => failing(), 1000)).toBe(false)
})
