import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStorage, type Storage } from '@/lib/storage/database'
import { problemsIn, runAttacked } from '@/tests/support/attacked-tool'
import {
  hostileAnswers,
  hostileText,
  longText,
  pathsIn,
  replaceAt,
  replaceTexts,
  wrongValues,
} from '@/tests/support/hostile-answers'
import { appUrl } from '@/tests/support/sandbox'
import { type Engine, engineOn } from '@/tests/support/sandbox-engine'
import { sandboxRegistrations } from '../core/sandbox-registrations'
import { providers } from '../providers/registry'
import { tools } from './registry'
import type { Tool } from './tool'

let dataDir: string
let storage: Storage
let engine: Engine

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'miteos-hostile-'))
  storage = openStorage({ dataDir, onIdleError: () => {} })
  await storage.ready()
  engine = engineOn(storage)
})
afterAll(async () => {
  await storage.close()
  await rm(dataDir, { recursive: true })
})

/** An answer of the simulated vendor, which can be given again. */
interface Recorded {
  /** The method and the path of the request. */
  request: string
  status: number
  headers: Headers
  body: unknown
}

const nameOf = ({ method, url }: Request) => `${method} ${new URL(url).pathname}`

function answerAgain({ status, headers, body }: Recorded): Response {
  return new Response(body === undefined ? null : JSON.stringify(body), { status, headers })
}

/** The simulated vendor answers in this time on a busy machine too. */
const recordingPatienceMs = 20_000

/** Runs the example of a tool against the simulated vendor, and returns the answers that it got. */
async function record(tool: Tool): Promise<Recorded[]> {
  const { service } = tool
  const { credential } =
    providers[service].kind === 'oauth'
      ? await engine.connect(service, {})
      : { credential: { accessToken: sandboxRegistrations[service].secret } }
  const recorded: Recorded[] = []
  const answer = async (request: Request) => {
    const { pathname, search } = new URL(request.url)
    const address = new URL(`/sandbox/${service}${pathname}${search}`, appUrl)
    const { method, headers } = request
    const body = request.body && (await request.arrayBuffer())
    const sent = new Request(address, { method, headers, body })
    const response = await engine.testSandbox.sandbox.handle(sent, 'acct_hostile')
    const text = await response.text()
    const read = text === '' ? undefined : JSON.parse(text)
    const { status, headers: answered } = response
    recorded.push({ request: nameOf(request), status, headers: answered, body: read })
    return new Response(text || null, response)
  }
  const { failure } = await runAttacked(tool, answer, credential, recordingPatienceMs)
  expect(failure).toBeUndefined()
  return recorded
}

/** Returns a list with its first item many times. Returns other values as they are. */
function repeated(value: unknown): unknown {
  return Array.isArray(value) && value.length > 0 ? Array(500).fill(value[0]) : value
}

/** Returns the changed forms of the right body of an answer, each with a name. */
function* changedBodies(body: unknown): Generator<[name: string, body: unknown]> {
  yield ['with hostile texts', replaceTexts(body, () => hostileText)]
  yield ['with hostile texts added', replaceTexts(body, (text) => text + hostileText)]
  yield ['with long texts', replaceTexts(body, () => longText.slice(0, 20_000))]
  for (const path of pathsIn(body)) {
    const place = `with ${path.join('.') || 'the whole'}`
    yield [`${place} many times`, replaceAt(body, path, repeated)]
    for (const [name, value] of wrongValues)
      yield [`${place} as ${name}`, replaceAt(body, path, () => value)]
  }
}

describe.each(tools.map((tool) => [tool.name, tool] as const))('%s', (_, tool) => {
  it.each(hostileAnswers)('does no harm when its vendor answers with %s', async (_name, answer) => {
    expect(problemsIn(tool, await runAttacked(tool, answer))).toEqual([])
  })

  it('does no harm when one value in one answer of its vendor is another one', async () => {
    const recorded = await record(tool)
    const problems: string[] = []
    let runs = 0
    for (const [position, right] of recorded.entries()) {
      for (const [name, body] of changedBodies(right.body)) {
        const answers = recorded.with(position, { ...right, body })
        const outcome = await runAttacked(tool, (request, index) => {
          const asked = nameOf(request)
          const expected = answers[index]?.request === asked ? answers[index] : undefined
          const given = expected ?? answers.find((answer) => answer.request === asked)
          return given ? answerAgain(given) : Response.json({}, { status: 404 })
        })
        runs += 1
        for (const problem of problemsIn(tool, outcome))
          problems.push(`${right.request} ${name}: ${problem}`)
      }
    }
    expect(problems).toEqual([])
    expect(runs).toBeGreaterThan(recorded.length * 10)
  })
})
