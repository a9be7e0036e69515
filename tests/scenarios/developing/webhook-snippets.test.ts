import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { runInNewContext } from 'node:vm'
import { transform } from 'esbuild'
import { expect, test } from 'vitest'
import { newWebhookSchema } from '@/lib/contract/api/webhook'
import { contentFor, sectionOf } from '@/tests/support/developers-content'
import { platformOn } from '@/tests/support/platform'
import { readCurl } from '@/tests/support/read-snippet'
import { type Received, startReceiver } from '@/tests/support/receiver'
import { describeOnBothStores } from '@/tests/support/stores'
import { createWebhook } from '@/tests/support/webhooks'

type Handler = (request: Request) => Promise<Response>

/** Returns the code on the page in one language, of a part of the section about webhooks. */
function codeOf(part: string, language: string): string {
  const { blocks } = sectionOf(contentFor(null), `webhooks-${part}`)
  const code = blocks.find((block) => block.kind === 'code' && block.language === language)
  if (code?.kind !== 'code') throw new Error(`there is no ${language} in ${part}`)
  return code.code
}

/** Runs the TypeScript of the page as a module of a project that has `standardwebhooks`. */
async function typescriptHandler(secret: string): Promise<Handler> {
  const { code } = await transform(codeOf('verifying', 'ts'), { loader: 'ts', format: 'cjs' })
  const module: { exports: { POST?: Handler } } = { exports: {} }
  const globals = { Response, Object, console: { log: () => undefined } }
  const environment = { env: { MITEOS_WEBHOOK_SECRET: secret } }
  const require = createRequire(import.meta.url)
  runInNewContext(code, { ...globals, process: environment, require, module })
  if (!module.exports.POST) throw new Error('the snippet exports no POST')
  return module.exports.POST
}

function requestOf({ headers, body }: Received): Request {
  const plain = Object.entries(headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ])
  return new Request('http://localhost:8080/webhooks', { method: 'POST', headers: plain, body })
}

/** Runs the Python of the page and returns what it says about a request. */
function pythonSays({ headers, body }: Received, secret: string): string {
  const script = `${codeOf('verifying', 'python')}

import json, sys
received = json.load(sys.stdin)
print(is_genuine(received["headers"], received["body"].encode()))`
  const { stdout, stderr } = spawnSync('python3', ['-c', script], {
    input: JSON.stringify({ headers, body }),
    env: { ...process.env, MITEOS_WEBHOOK_SECRET: secret },
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  return stdout.trim()
}

const hasPython = spawnSync('python3', ['--version']).status === 0

describeOnBothStores('the developers’ page about webhooks', (openStore) => {
  /** Returns a message that a receiver got, one that was changed on the way, and the secret of their webhook. */
  const scene = async () => {
    const server = platformOn(await openStore())
    const client = await server.client()
    const receiver = await startReceiver()
    const { secret } = await createWebhook(client, { url: receiver.url })
    const otherSecret = (await createWebhook(client)).secret
    await client.connect('gmail')
    await receiver.messages(1)
    const [genuine] = receiver.received
    if (!genuine) throw new Error('nothing was received')
    const forged = { ...genuine, body: genuine.body.replace('connected', 'error') }
    return { server, client, secret, otherSecret, genuine, forged }
  }

  test('adds a webhook with its command, and shows the answer', async () => {
    const { server, client } = await scene()
    const request = readCurl(codeOf('adding', 'sh'), { MITEOS_TOKEN: client.token })
    const response = await server.platform.handle(request)
    expect(response.status).toBe(201)
    const { id, created_at, secret: own, ...added } = newWebhookSchema.parse(await response.json())
    const [, shown = ''] = codeOf('adding', 'text').split('\n\n')
    expect(JSON.parse(shown)).toEqual({
      ...added,
      id: expect.any(String),
      created_at: expect.any(String),
      secret: 'whsec_…',
    })
  })

  test('shows a body with the fields that messages have', async () => {
    const { genuine } = await scene()
    const shown = JSON.parse(codeOf('events', 'json'))
    const received = JSON.parse(genuine.body)
    const keys = (value: object) => Object.keys(value)
    expect(keys(shown)).toEqual(keys(received))
    expect(keys(received.data.integration)).toEqual(
      expect.arrayContaining(
        keys(shown.data.integration).filter((name) => name !== 'status_reason'),
      ),
    )
  })

  test('verifies messages with its TypeScript', async () => {
    const { genuine, forged, secret, otherSecret } = await scene()
    const handle = await typescriptHandler(secret)
    expect((await handle(requestOf(genuine))).status).toBe(204)
    expect((await handle(requestOf(forged))).status).toBe(400)
    const other = await typescriptHandler(otherSecret)
    expect((await other(requestOf(genuine))).status).toBe(400)
  })

  test.runIf(hasPython)(
    'verifies messages with its Python, where Python is installed',
    async () => {
      const { genuine, forged, secret, otherSecret } = await scene()
      expect(pythonSays(genuine, secret)).toBe('True')
      expect(pythonSays(forged, secret)).toBe('False')
      expect(pythonSays(genuine, otherSecret)).toBe('False')
      const old = { ...genuine, headers: { ...genuine.headers, 'webhook-timestamp': '1700000000' } }
      expect(pythonSays(old, secret)).toBe('False')
    },
  )
})
