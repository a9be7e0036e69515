import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { runOutsideRequest, serve, servedRequestFields, traceparentToSend } from './served-request'

const traceId = '0af7651916cd43dd8448eb211c80319c'
const request = new Request('http://localhost/', {
  headers: { 'x-request-id': 'request-4711', traceparent: `00-${traceId}-b7ad6b7169203331-01` },
})
const fields = { request_id: 'request-4711', trace_id: traceId }

test('the work of a request knows its id and its trace, also after a pause', async () => {
  await serve(request, async () => {
    expect(servedRequestFields()).toEqual(fields)
    await delay(5)
    expect(servedRequestFields()).toEqual(fields)
    expect(traceparentToSend()).toMatch(new RegExp(`^00-${traceId}-[\\da-f]{16}-01$`))
  })
})

test('other work belongs to no request, and its requests begin a trace', () => {
  expect(servedRequestFields()).toEqual({})
  expect(traceparentToSend()).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-00$/)
  serve(request, () => runOutsideRequest(() => expect(servedRequestFields()).toEqual({})))
})
