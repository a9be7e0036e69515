import { expect, test } from 'vitest'
import { within } from './within'

const after = <T>(ms: number, value: T) =>
  new Promise<T>((resolve) => setTimeout(resolve, ms, value))

test('work that ends in time gives its own value', async () => {
  expect(await within(after(1, 'done'), 5000, null)).toBe('done')
})

test('work that takes longer gives the other value, and goes on', async () => {
  let ended = false
  const work = after(40, 'done').then((value) => {
    ended = true
    return value
  })
  expect(await within(work, 5, 'late')).toBe('late')
  expect(ended).toBe(false)
  expect(await work).toBe('done')
})

test('a failure in time is thrown', async () => {
  await expect(within(Promise.reject(new RangeError('x')), 5000, null)).rejects.toThrow(RangeError)
})

test('a failure after the time is no unhandled rejection', async () => {
  const unhandled: unknown[] = []
  const note = (reason: unknown) => unhandled.push(reason)
  process.on('unhandledRejection', note)
  const work = after(10, null).then(() => {
    throw new RangeError('x')
  })
  expect(await within(work, 1, 'late')).toBe('late')
  await after(40, null)
  process.off('unhandledRejection', note)
  expect(unhandled).toEqual([])
})
