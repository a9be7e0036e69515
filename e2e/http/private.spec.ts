import { RunningServer } from '@/scripts/running-server'
import { ourPages, ourRoutes } from '@/tests/support/our-routes'
import { expect, test, token } from '../support/remote-miteos'
import { dropsConnection, json } from '../support/scripted-miteos'

const canary = 'int_canary4711'
const slack = { id: canary, service: 'slack', status: 'connected', available_tools: [] }

const apiReads = ourRoutes({ id: canary }).filter(
  ({ address, methods }) => address.startsWith('/api/') && methods.includes('GET'),
)

const paths = [
  ...ourPages({ id: canary }),
  ...apiReads.map(({ address }) => address),
  '/integrations.rsc',
  '/integrations.segments/_tree.segment.rsc',
  '/integrations.segments/_full.segment.rsc',
  '/integrations?_rsc=abcde',
  '/integrations/x.css',
  '/integrations/..%2fx.css',
  '/integrations;x.css',
  '/integrations%2fx.css',
  '/_next/data/build/integrations.json',
  '/api/integrations/x.css',
  '/api/integrations.css',
  '/api/integrations%2f..%2fx.css',
]

const disguises: Record<string, string>[] = [
  {},
  { rsc: '1' },
  { rsc: '1', 'next-router-prefetch': '1' },
  { rsc: '1', 'next-router-segment-prefetch': '/_tree' },
  { 'x-nextjs-data': '1' },
  { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
  { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' },
  { 'x-middleware-rewrite': '/integrations', 'x-middleware-next': '1' },
  { purpose: 'prefetch', 'sec-purpose': 'prefetch' },
]

test('private answers are never cached and never sent without a session', async ({
  dashboard,
  miteos,
}) => {
  miteos.integrations = [slack]
  const cookie = await dashboard.signIn(token)
  let privateAnswers = 0
  for (const path of paths) {
    for (const disguise of disguises) {
      const what = `${path} ${JSON.stringify(disguise)}`
      const signedInAnswer = await fetch(dashboard.origin + path, {
        headers: { ...disguise, cookie },
      })
      const text = await signedInAnswer.text()
      if (text.includes(canary)) {
        privateAnswers += 1
        expect(signedInAnswer.headers.get('cache-control'), what).toBe('private, no-store')
      }
      expect(signedInAnswer.headers.get('cache-control'), what).toContain('no-store')
      const signedOutAnswer = await fetch(dashboard.origin + path, { headers: disguise })
      const page = await signedOutAnswer.text()
      if (!path.includes(canary)) expect(page, what).not.toContain(canary)
      // The page for developers is public, and its examples name services.
      if (!path.startsWith('/developers')) expect(page, what).not.toContain('"slack"')
    }
  }
  expect(privateAnswers).toBeGreaterThan(10)
})

test('the token is in nothing that the browser receives or stores', async ({ page, miteos }) => {
  miteos.integrations = [slack]
  const secret = `mt_live_${'s'.repeat(40)}`
  const received: Promise<string>[] = []
  page.on('response', (response) => {
    received.push(
      response.text().then(
        (body) => JSON.stringify(response.headers()) + body,
        () => '',
      ),
    )
  })
  await page.goto('/sign-in')
  await page.getByRole('textbox', { name: 'API token' }).fill(secret)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(
    page.getByRole('heading', { level: 1, name: 'Integrations', exact: true }),
  ).toBeVisible()
  await page.goto(`/integrations/${canary}`)
  await page.goto('/api/auth/session')
  await page.goto('/integrations')
  const kept = await page.evaluate(async () => {
    const caches = await window.caches.keys()
    const databases = await indexedDB.databases()
    return JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      caches,
      databases,
      document.cookie,
    ])
  })
  const all = [...(await Promise.all(received)), await page.content(), kept].join('\n')
  expect(all).toContain(canary)
  expect(all).not.toContain(secret)
  expect(all).not.toContain('s'.repeat(20))
  expect(kept).not.toContain('miteos-session')
})

test('two people who send 1,000 requests each at random speeds never get each other’s list', async ({
  dashboard,
  miteos,
}) => {
  test.slow()
  miteos.listAnswer = (request, response) => {
    const who = request.headers.authorization?.slice(-4) ?? 'none'
    setTimeout(
      () => json(200, [{ ...slack, id: `int_${who}` }])(request, response),
      Math.random() * 60,
    )
  }
  const people = ['aaaa', 'bbbb']
  const cookies = await Promise.all(people.map((who) => dashboard.signIn(`mt_live_${who}${who}`)))
  const wrong: string[] = []
  let answers = 0
  async function ask(index: number) {
    const path = Math.random() < 0.05 ? '/integrations?wait=1' : '/api/integrations'
    const response = await fetch(dashboard.origin + path, {
      headers: { cookie: cookies[index] ?? '' },
    })
    const text = await response.text()
    answers += 1
    const [mine, other] = [people[index], people[1 - index]]
    if (response.status !== 200 || !text.includes(`int_${mine}`) || text.includes(`int_${other}`))
      wrong.push(`${response.status} ${path}`)
  }
  const queue = Array.from({ length: 2000 }, (_, n) => n % 2)
  await Promise.all(
    Array.from({ length: 30 }, async () => {
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) await ask(next)
    }),
  )
  expect([answers, wrong]).toEqual([2000, []])
})

test('the server starts while the API is down, and another secret signs everybody out', async ({
  dashboard,
  miteos,
}) => {
  const cookie = await dashboard.signIn(token)
  miteos.answerToAll = dropsConnection
  const env = { MITEOS_API_URL: miteos.origin, MITEOS_CONNECT_URL: `${miteos.origin}/connect` }
  const secret = 'Another-Secret-0f-Next-Auth-4711!'
  const restarted = await RunningServer.start({
    keepsLog: true,
    dataDir: dashboard.dataDir,
    env: { ...env, NEXTAUTH_SECRET: secret, UPSTREAM_TIMEOUT_S: '2' },
  })
  expect((await fetch(`${restarted.origin}/healthz`)).status).toBe(200)
  const list = await fetch(`${restarted.origin}/api/integrations`, { headers: { cookie } })
  expect(list.status).toBe(401)
  const page = await fetch(`${restarted.origin}/integrations`, { headers: { cookie } })
  expect(page.url).toMatch(/\/sign-in/)
  await expect(restarted.signIn(token)).rejects.toThrow('Sign-in answered')
  expect(restarted.log).not.toMatch(/not handled|unhandled/i)
  await restarted.end()
})
