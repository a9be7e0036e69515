import { EventEmitter, once } from 'node:events'
import type { RequestListener } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { guardedServer } from '@/tests/support/guarded-server'
import { createRouteOf } from './next-routes.mjs'
import { observeAnswer } from './observe-answer.mjs'

const routeOf = createRouteOf({
  staticRoutes: [{ page: '/integrations', regex: '^/integrations(?:/)?$' }],
  dynamicRoutes: [
    { page: '/integrations/[id]', regex: '^/integrations/([^/]+?)(?:/)?$' },
    { page: '/api/auth/[...nextauth]', regex: '^/api/auth/(.+?)(?:/)?$' },
  ],
})
const place = Symbol.for('miteos.requestAnswered')

afterEach(() => {
  Reflect.deleteProperty(globalThis, place)
})

test.each([
  ['/integrations', '/integrations'],
  ['/integrations?status=error', '/integrations'],
  ['/integrations/int_canary', '/integrations/[id]'],
  ['/integrations/%2e%2e?secret=1', '/integrations/[id]'],
  ['/api/auth/session/x', '/api/auth/[...nextauth]'],
  ['/_next/static/chunks/main.js', '/_next/*'],
  ['/services/slack.svg', 'other'],
  ['/integrations/int_a/no-such', 'other'],
  ['', 'other'],
])('the route of %s is %s', (url, route) => {
  expect(routeOf(url)).toBe(route)
})

test('an answer is counted when it has been sent, by its route and without its path', async () => {
  const counted = new EventEmitter()
  Reflect.set(globalThis, place, (answered: object, seconds: number) =>
    counted.emit('answer', answered, seconds),
  )
  const answer: RequestListener = (request, response) => {
    observeAnswer(request, response, routeOf)
    response.writeHead(404).end()
  }
  await using served = await guardedServer(answer)
  const [[answered, seconds]] = await Promise.all([
    once(counted, 'answer'),
    fetch(`${served.origin}/integrations/int_canary?code=canary`),
  ])
  expect(answered).toEqual({ method: 'GET', route: '/integrations/[id]', status: 404 })
  expect(seconds).toBeGreaterThan(0)
  expect(seconds).toBeLessThan(10)
})

test('an answer is sent when nobody counts', async () => {
  await using served = await guardedServer((request, response) => {
    observeAnswer(request, response, routeOf)
    response.end('well')
  })
  expect(await (await fetch(`${served.origin}/integrations`)).text()).toBe('well')
})
