import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { endsWithin } from './ends-within.mjs'

const fail = () => {
  throw new Error('closed already')
}

test('endsWithin is true for work that ends in time', async () => {
  expect(await endsWithin(async () => {}, 1000)).toBe(true)
})

test('endsWithin is false for work that does not end in time', async () => {
  const begin = performance.now()
  expect(await endsWithin(() => new Promise(() => {}), 50)).toBe(false)
  expect(performance.now() - begin).toBeLessThan(1000)
})

test('endsWithin is false for work that throws, or rejects', async () => {
  expect(await endsWithin(fail, 1000)).toBe(false)
  expect(await endsWithin(async () => fail(), 1000)).toBe(false)
})

/** Returns the output of a program that does nothing else than print what endsWithin resolves to. Throws when it fails. */
function outputOf(work: string, withinMs: number): string {
  const module = new URL('ends-within.mjs', import.meta.url).href
  const program = `import { setTimeout as delay } from 'node:timers/promises'
    import { endsWithin } from '${module}'
    console.log(await endsWithin(${work}, ${withinMs}))`
  return execFileSync(process.execPath, ['--input-type=module', '--eval', program]).toString()
}

test('a process with nothing else to do stays alive until the time is over', () => {
  expect(outputOf('() => new Promise(() => {})', 50)).toBe('false\n')
})

test('a rejection after the time ends no process', () => {
  expect(outputOf('() => delay(200).then(() => Promise.reject(new Error()))', 10)).toBe('false\n')
})
