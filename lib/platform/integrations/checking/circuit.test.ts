import { beforeEach, expect, test } from 'vitest'
import { type Circuit, createCircuit } from './circuit'

const minute = 60_000
let time = 0
let circuit: Circuit

beforeEach(() => {
  time = 1_700_000_000_000
  circuit = createCircuit(() => time)
})

const failMany = (count: number) =>
  Array.from({ length: count }, (_, index) => circuit.failed(`int_${index}`))

/** Lets the pause end and fails the one check that follows. Returns the length of the pause. */
function endPauseAndFail(): number {
  const endsAt = circuit.pauseEndsAt() ?? 0
  const length = endsAt - time
  time = endsAt
  expect(circuit.limitOf(4)).toBe(1)
  expect(circuit.failed('int_0')).toBe(false)
  return length
}

test('a provider is left alone after ten integrations got no answer within a minute', () => {
  expect(failMany(10)).toEqual([...Array(9).fill(false), true])
  expect(circuit.limitOf(4)).toBe(0)
})

test('one integration that fails again and again does not leave the provider alone', () => {
  for (let count = 0; count < 100; count++) expect(circuit.failed('int_1')).toBe(false)
  expect(circuit.limitOf(4)).toBe(4)
})

test('failures that are more than a minute apart do not leave the provider alone', () => {
  for (let count = 0; count < 30; count++) {
    time += 7000
    expect(circuit.failed(`int_${count}`)).toBe(false)
  }
})

test('a provider that answers for most is not left alone', () => {
  for (let count = 0; count < 60; count++) circuit.answered(`int_${count}`)
  for (let count = 60; count < 75; count++) expect(circuit.failed(`int_${count}`)).toBe(false)
})

test('the pauses begin at half a minute, double, and end at a quarter of an hour', () => {
  failMany(10)
  const minutes = Array.from({ length: 8 }, () => endPauseAndFail() / minute)
  for (const [index, expected] of [0.5, 1, 2, 4, 8, 15, 15, 15].entries()) {
    expect(minutes[index]).toBeGreaterThan(expected * 0.89)
    expect(minutes[index]).toBeLessThan(expected * 1.11)
  }
})

test('a pause is as long as the provider asks for', () => {
  failMany(9)
  circuit.failed('int_9', 600)
  expect((circuit.pauseEndsAt() ?? 0) - time).toBe(10 * minute)
})

test('a failure of a check that began before the pause does not make the pause longer', () => {
  failMany(10)
  const endsAt = circuit.pauseEndsAt()
  expect(circuit.failed('int_10')).toBe(false)
  expect(circuit.pauseEndsAt()).toBe(endsAt)
})

test('one definitive answer ends the pause, and the next pause is short again', () => {
  failMany(10)
  endPauseAndFail()
  time = circuit.pauseEndsAt() ?? 0
  expect(circuit.answered('int_3')).toBe(true)
  expect(circuit.limitOf(4)).toBe(4)
  expect(circuit.answered('int_4')).toBe(false)
  time += 2 * minute
  expect(failMany(10).at(-1)).toBe(true)
  expect(((circuit.pauseEndsAt() ?? 0) - time) / minute).toBeLessThan(0.56)
})
