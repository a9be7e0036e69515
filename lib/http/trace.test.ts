import { expect, test } from 'vitest'
import { readTrace } from '@/server/trace.mjs'
import { traceFrom, traceparentOf } from './trace'

const traceId = '0af7651916cd43dd8448eb211c80319c'
const parentId = 'b7ad6b7169203331'
const given = `00-${traceId}-${parentId}-01`

test.each([
  ['a header of the present version', given, '01'],
  ['flags that are not known yet', `00-${traceId}-${parentId}-a9`, 'a9'],
  ['a later version', `cc-${traceId}-${parentId}-00`, '00'],
  ['a later version with more fields', `cc-${traceId}-${parentId}-01-what-comes`, '01'],
])('the trace is taken from %s', (_, header, traceFlags) => {
  expect(traceFrom(header)).toEqual({ traceId, traceFlags })
  expect(readTrace(header)).toEqual({ traceId, traceFlags, traceparent: header })
})

test.each([
  ['nothing', ''],
  ['capital letters', given.toUpperCase()],
  ['a trace id of zeros', `00-${'0'.repeat(32)}-${parentId}-01`],
  ['a parent id of zeros', `00-${traceId}-${'0'.repeat(16)}-01`],
  ['the forbidden version', `ff-${traceId}-${parentId}-01`],
  ['more fields than its version has', `${given}-x`],
  ['a later version without a dash before what follows', `cc-${traceId}-${parentId}-01x`],
  ['a short trace id', `00-${traceId.slice(1)}-${parentId}-01`],
  ['another letter', `00-${traceId.replace('f', 'g')}-${parentId}-01`],
  ['no flags', `00-${traceId}-${parentId}`],
  ['two headers in one', `${given}, ${given}`],
  ['a space before it', ` ${given}`],
  ['a line break after it', `${given}\n`],
])('a header with %s begins a new trace', (_, header) => {
  for (const read of [traceFrom, readTrace]) {
    const trace = read(header)
    expect(trace).toMatchObject({ traceId: expect.stringMatching(/^[\da-f]{32}$/) })
    expect(trace.traceId).not.toBe(traceId)
    expect(trace.traceFlags).toBe('00')
  }
  expect(readTrace(header).traceparent).not.toBe(header)
})

test('a request of ours continues the trace with a parent id of its own', () => {
  const sent = traceparentOf(traceFrom(given))
  expect(sent).toMatch(new RegExp(`^00-${traceId}-[\\da-f]{16}-01$`))
  expect(sent).not.toContain(parentId)
  expect(traceFrom(sent)).toEqual(traceFrom(given))
})
