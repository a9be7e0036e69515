import { expect, test } from 'vitest'
import { traceOf } from './log'

test('a trace has the name, the system code and the place of an error, and nothing of its message', () => {
  const error = Object.assign(new RangeError('of secret-1'), { code: 'ECONNREFUSED' })
  const trace = traceOf(error)
  expect(trace).toMatchObject({ thrown: 'RangeError', system_code: 'ECONNREFUSED' })
  expect(trace.stack).toContain('log.test')
  expect(JSON.stringify(trace)).not.toContain('secret-1')
})

test('whatever else was thrown is named by its type alone', () => {
  expect(traceOf('secret-1')).toEqual({ thrown: 'string' })
})
