import { expect, test } from 'vitest'
import type { ProblemCode } from '@/lib/contract/api/problem'
import { expectProblem as expectProblemOf } from '@/tests/support/expect-problem'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('a request body', async (openStore) => {
  const server = platformOn(await openStore())
  const client = await server.client()

  const expectProblem = (response: Response, code: ProblemCode) =>
    expectProblemOf(response, code, server.logged)

  const postText = (body: BodyInit | null, type: string | null = 'application/json') =>
    client.send('POST', '/v1/integrations', {
      body,
      headers: type === null ? {} : { 'content-type': type },
    })

  test.each([
    ['text/plain'],
    ['application/x-www-form-urlencoded'],
    ['multipart/form-data; boundary=x'],
    ['application/json; charset=utf-16'],
    ['application/jsonp'],
    [''],
  ])('is refused when its type is %j', async (type) => {
    await expectProblem(await postText('{"service":"telegram"}', type), 'unsupported_media_type')
  })

  test('is refused without a type', async () => {
    const bytes = new TextEncoder().encode('{"service":"telegram"}')
    await expectProblem(await postText(bytes, null), 'unsupported_media_type')
  })

  test.each([
    ['a word', 'service'],
    ['NaN', '{"service":NaN}'],
    ['a byte order mark', '\uFEFF{"service":"telegram"}'],
    ['half an object', '{"service":"tele'],
    ['two values', '{"service":"telegram"}{}'],
    ['a comment', '{"service":"telegram"/**/}'],
  ])('is refused when it holds %s', async (_, body) => {
    await expectProblem(await postText(body), 'invalid_json')
  })

  test('is refused when it is empty', async () => {
    await expectProblem(await postText(''), 'invalid_json')
    await expectProblem(await postText(null, null), 'invalid_request')
    const bytes = new ReadableStream({ start: (controller) => controller.close() })
    const sent = { body: bytes, duplex: 'half' }
    await expectProblem(await client.send('POST', '/v1/integrations', sent), 'invalid_request')
  })

  test.each(['gzip', 'br', 'identity, gzip'])('is refused in the encoding %s', async (encoding) => {
    const response = await client.post(
      '/v1/integrations',
      { service: 'telegram' },
      { 'content-encoding': encoding },
    )
    await expectProblem(response, 'unsupported_media_type')
    expect(response.headers.get('accept-encoding')).toBe('identity')
  })

  test('is refused when its bytes are not UTF-8', async () => {
    await expectProblem(await postText(new Uint8Array([0x7b, 0xff, 0x7d])), 'invalid_json')
  })

  const fields = (count: number) => Array.from({ length: count }, (_, index) => [`x${index}`, 1])
  const nestedArrays = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

  test.each([
    ['null', 'null'],
    ['an array', '[]'],
    ['a string', '"telegram"'],
    ['a number', '1e999'],
    ['an unknown service', '{"service":"myspace"}'],
    ['a service in capitals', '{"service":"SLACK"}'],
    ['a field named __proto__', '{"service":"telegram","__proto__":{"role":"admin"}}'],
    ['a field named constructor', '{"service":"telegram","constructor":{}}'],
    ['a field twice', '{"service":"slack","service":"telegram"}'],
    ['deep nesting', `{"service":"telegram","x":${nestedArrays(8000)}}`],
    ['NUL', '{"service":"telegram","bot_token":"1:a\\u0000b"}'],
    ['half a character', '{"service":"telegram","x":"\\ud800"}'],
    ['a code that is no text', '{"service":"slack","oauth_code":{"$ne":null}}'],
    ['a code of 5 KB', JSON.stringify({ service: 'slack', oauth_code: 'x'.repeat(5000) })],
    ['an odd id', '{"service":"slack","oauth_code":"x","reconnects":"../../admin"}'],
    ['SQL for a service', `{"service":"slack'; drop table tokens; --"}`],
    ['SQL for an id', `{"service":"slack","oauth_code":"x","reconnects":"int_1' or '1'='1"}`],
    ['NUL in a name', '{"service":"telegram","a\\u0000":1}'],
    ['a field twice, once escaped', '{"service":"telegram","serv\\u0069ce":"slack"}'],
    ['thousands of fields', JSON.stringify(Object.fromEntries(fields(1500)))],
  ])('is refused with %s, in less than 100 ms in the fastest of five tries', async (_, body) => {
    const durationsMs: number[] = []
    for (let count = 0; count < 5; count++) {
      const startedAt = performance.now()
      const problem = await expectProblem(await postText(body), 'invalid_request')
      durationsMs.push(performance.now() - startedAt)
      expect(problem.detail).not.toMatch(/undefined|\[object/)
    }
    expect(Math.min(...durationsMs)).toBeLessThan(100)
    expect(Object.hasOwn(Object.prototype, 'role')).toBe(false)
  })

  test.each([
    ['SQL', `mtoc_' or '1'='1`],
    ['invisible characters', 'mtoc_\u202e😀\u200b'],
    ['2,000 combining accents', `mtoc_${'\u0301'.repeat(2000)}`],
  ])('is refused like one with an unknown code when its code holds %s', async (_, code) => {
    const response = await client.post('/v1/integrations', { service: 'slack', oauth_code: code })
    await expectProblem(response, 'invalid_oauth_code')
  })

  test('is refused when it is larger than 16 KB', async () => {
    const response = await postText(JSON.stringify({ service: 'x'.repeat(17 * 1024) }))
    await expectProblem(response, 'payload_too_large')
  })

  test('is refused while it is being read when it has no end', async () => {
    let sentBytes = 0
    const endless = new ReadableStream({
      pull(controller) {
        sentBytes += 1024
        controller.enqueue(new Uint8Array(1024).fill(32))
      },
    })
    const init = { body: endless, duplex: 'half', headers: { 'content-type': 'application/json' } }
    const response = await client.send('POST', '/v1/integrations', init)
    await expectProblem(response, 'payload_too_large')
    expect(sentBytes).toBeLessThan(64 * 1024)
    expect((await client.get('/v1/account')).status).toBe(200)
  })
})
