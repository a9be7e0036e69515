import { RateLimiterMemory } from 'rate-limiter-flexible'
import { expect, test } from 'vitest'
import { createShares } from './shares'

/** A limiter in memory that stands for the store: it keeps how many points each call took. */
class CountingLimiter extends RateLimiterMemory {
  readonly loans: number[] = []

  override consume(key: string, points = 1) {
    this.loans.push(points)
    return super.consume(key, points)
  }
}

const limiterOf = (points: number) =>
  new CountingLimiter({ keyPrefix: 'test', points, duration: 60 })

/** Counts requests one after the other, and returns how many were within the limit. */
async function allowedOf(count: ReturnType<typeof createShares>, requests: number, key = 'a') {
  let allowed = 0
  for (let request = 0; request < requests; request++)
    if ((await count(key)).isWithinLimit) allowed += 1
  return allowed
}

test('a busy key asks the store rarely, and gets exactly its limit', async () => {
  const limiter = limiterOf(600)
  expect(await allowedOf(createShares(limiter), 2000)).toBe(600)
  expect(limiter.loans.slice(0, 6)).toEqual([1, 2, 4, 8, 16, 30])
  expect(limiter.loans.length).toBeLessThan(70)
})

test('a key with a small limit is counted one by one', async () => {
  const limiter = limiterOf(10)
  expect(await allowedOf(createShares(limiter), 30)).toBe(10)
  expect(limiter.loans).toEqual(Array.from({ length: 11 }, () => 1))
})

test('two servers get the limit once, whoever is busy', async () => {
  for (const busyFirst of [0, 1, 17, 95, 100]) {
    const limiter = limiterOf(100)
    const [one, other] = [createShares(limiter), createShares(limiter)]
    let allowed = await allowedOf(one, busyFirst)
    for (let round = 0; round < 150; round++)
      allowed += (await allowedOf(one, 1)) + (await allowedOf(other, 1))
    expect(allowed).toBe(100)
  }
})

test('requests at the same time get the limit once, and share their loans', async () => {
  const limiter = limiterOf(200)
  const count = createShares(limiter)
  const counted = await Promise.all(Array.from({ length: 500 }, () => count('a')))
  expect(counted.filter(({ isWithinLimit }) => isWithinLimit)).toHaveLength(200)
  expect(limiter.loans.length).toBeLessThan(60)
})

test('each request of one server has one less remaining', async () => {
  const count = createShares(limiterOf(50))
  const remaining = []
  for (let request = 0; request < 51; request++) remaining.push((await count('a')).remaining)
  expect(remaining).toEqual([...Array.from({ length: 50 }, (_, index) => 49 - index), 0])
})

test('keys do not use up the limits of each other', async () => {
  const count = createShares(limiterOf(20))
  expect(await allowedOf(count, 25, 'a')).toBe(20)
  expect(await allowedOf(count, 25, 'b')).toBe(20)
})

test('an error of the limiter reaches every request that waits for it, and the next one tries again', async () => {
  const limiter = limiterOf(20)
  const count = createShares(limiter)
  const consume = limiter.consume.bind(limiter)
  limiter.consume = () => Promise.reject(new Error('no limiter'))
  const waiting = [count('a'), count('a')].map((each) => expect(each).rejects.toThrow('no limiter'))
  await Promise.all(waiting)
  limiter.consume = consume
  expect((await count('a')).isWithinLimit).toBe(true)
})
