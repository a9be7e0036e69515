import { randomUUID } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { findAccount } from '../accounts'
import { openWorld, type SandboxEnv } from '../open-world'
import type { SimulatedGrant } from '../simulated-grants'
import type { Simulation } from '../simulation'
import { bearerToken } from '../wire'
import { type Endpoint, type GitHubCall, notFound, problem } from './github-answers'
import { contentsEndpoints } from './github-contents'
import { answerGraphql } from './github-graphql'
import { issueEndpoints } from './github-issues'
import { pullEndpoints } from './github-pulls'
import { repositoryEndpoints } from './github-repositories'
import { seedGitHub } from './github-seed'

const endpoints: readonly Endpoint[] = [
  ...repositoryEndpoints,
  ...contentsEndpoints,
  ...issueEndpoints,
  ...pullEndpoints,
  { method: 'POST', path: '/graphql', run: answerGraphql },
]
const supportedVersions = ['2022-11-28', '2026-03-10']
const bodySchema = z.record(z.string(), z.unknown())

/** Adds the routes of the REST and GraphQL API, which take an access token. */
export function routeApi(github: Hono<SandboxEnv>, simulation: Simulation): void {
  for (const { method, path, run } of endpoints) {
    github.on(method, path, async (c) => {
      const refusal = wrongHeader(c.req.raw)
      if (refusal) return refusal
      const grant = await authenticate(simulation, c.req.raw)
      if (grant instanceof Response) return grant
      const body = await readBody(c.req.raw)
      if (body instanceof Response) return body
      const answer = await run(await callOf(simulation, c, grant, body))
      return withApiHeaders(answer, grant, simulation.now())
    })
  }
  github.all('/repos/*', notFound)
}

/** Returns GitHub's refusal of a wrong `User-Agent`, API version or `Accept`, or `undefined`. */
function wrongHeader({ headers }: Request): Response | undefined {
  if (!headers.get('user-agent')) {
    return problem(
      403,
      'Request forbidden by administrative rules. Please make sure your request has a User-Agent header.',
    )
  }
  const version = headers.get('x-github-api-version')
  if (version !== null && !supportedVersions.includes(version)) {
    return problem(400, `"${version}" is not a supported version of the REST API.`)
  }
  const accept = headers.get('accept') ?? '*/*'
  return /json|\*\/\*/.test(accept)
    ? undefined
    : problem(415, `Unsupported 'Accept' header: '${accept}'. Must accept 'application/json'.`)
}

async function authenticate(
  simulation: Simulation,
  request: Request,
): Promise<SimulatedGrant | Response> {
  const header = request.headers.get('authorization') ?? ''
  const token = bearerToken(request) || header.replace(/^token +/i, '')
  if (!token) return problem(401, 'Requires authentication')
  const presented = await simulation.tokens.lookUp('github', token, { purpose: 'tool' })
  const isAccepted = presented?.kind === 'access' && presented.state === 'live'
  return isAccepted ? presented.grant : problem(401, 'Bad credentials')
}

async function readBody(request: Request): Promise<GitHubCall['body'] | Response> {
  const text = await request.text()
  if (text === '') return {}
  try {
    const body = bodySchema.safeParse(JSON.parse(text))
    return body.success ? body.data : problem(400, 'Body should be a JSON object')
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return problem(400, 'Problems parsing JSON')
  }
}

async function callOf(
  simulation: Simulation,
  c: Context<SandboxEnv>,
  grant: SimulatedGrant,
  body: GitHubCall['body'],
): Promise<GitHubCall> {
  const parts: Readonly<Record<string, string>> = c.req.param()
  return {
    world: await openWorld(simulation, c, grant, seedGitHub),
    account: findAccount('github', grant.accountId),
    scopes: grant.scopes,
    part: (name) => parts[name] ?? '',
    url: new URL(c.req.url),
    body,
    at: new Date(simulation.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
  }
}

function withApiHeaders(answer: Response, { scopes }: SimulatedGrant, now: number): Response {
  answer.headers.set('x-oauth-scopes', scopes.join(', '))
  if (answer.status === 404) answer.headers.set('x-accepted-oauth-scopes', 'repo')
  answer.headers.set('x-github-request-id', randomUUID())
  answer.headers.set('x-github-media-type', 'github.v3; format=json')
  answer.headers.set('x-ratelimit-limit', '5000')
  answer.headers.set('x-ratelimit-remaining', '4999')
  answer.headers.set('x-ratelimit-reset', String(Math.ceil(now / 1000) + 3600))
  return answer
}
