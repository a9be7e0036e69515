import { expect, test } from 'vitest'
import { traceOf } from './log'

test('a trace has the name, the system code and the stack of an error, and nothing of its message', () => {
  const error = Object.assign(new RangeError('of secret-1'), { code: 'ECONNREFUSED' })
  const trace = traceOf(error)
  expect(trace).toMatchObject({ thrown: 'RangeError', system_code: 'ECONNREFUSED' })
  expect(trace.stack).toContain('log.test')
  expect(JSON.stringify(trace)).not.toContain('secret-1')
})

test('the trace of a thrown value that is not an error has only the type of the value', () => {
  expect(traceOf('secret-1')).toEqual({ thrown: 'string' })
})
