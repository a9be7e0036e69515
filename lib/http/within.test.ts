import { expect, test } from 'vitest'
import { within } from './within'

const resolveAfter = <T>(ms: number, value: T) =>
  new Promise<T>((resolve) => setTimeout(resolve, ms, value))

test('the result is that of the work when the work ends in time', async () => {
  expect(await within(resolveAfter(1, 'done'), 5000, null)).toBe('done')
})

test('the result is the other value when the work takes longer, and the work goes on', async () => {
  let ended = false
  const work = resolveAfter(40, 'done').then((value) => {
    ended = true
    return value
  })
  expect(await within(work, 5, 'late')).toBe('late')
  expect(ended).toBe(false)
  expect(await work).toBe('done')
})

test('an error that the work throws in time is thrown', async () => {
  await expect(within(Promise.reject(new RangeError('x')), 5000, null)).rejects.toThrow(RangeError)
})

test('an error that the work throws too late is not an unhandled rejection', async () => {
  const unhandled: unknown[] = []
  const record = (reason: unknown) => unhandled.push(reason)
  process.on('unhandledRejection', record)
  const work = resolveAfter(10, null).then(() => {
    throw new RangeError('x')
  })
  expect(await within(work, 1, 'late')).toBe('late')
  await resolveAfter(40, null)
  process.off('unhandledRejection', record)
  expect(unhandled).toEqual([])
})
