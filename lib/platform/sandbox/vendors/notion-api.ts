import { type Context, Hono } from 'hono'
import { findAccount } from '../accounts'
import { openWorld, type SandboxEnv } from '../open-world'
import type { Simulation } from '../simulation'
import { bearerToken } from '../wire'
import type { World } from '../worlds'
import { invalid, type NotionAnswer, refuse } from './notion-answer'
import { getDatabase, getDataSource, queryDataSource, search } from './notion-databases'
import { getMarkdown, updateMarkdown } from './notion-markdown'
import { idSchema, type NotionMethod } from './notion-method'
import { createPage, getPage, updatePage } from './notion-pages'
import { seedNotion } from './notion-world'

const versions = ['2025-09-03', '2026-03-11']
const markdownVersions = ['2026-03-11']

interface Route {
  method: 'GET' | 'POST' | 'PATCH'
  path: string
  run: NotionMethod
  /** Set when the method changes something. It then runs in one transaction. */
  writes?: true
  /** The versions of the API that have the method. Absent when all have it. */
  versions?: readonly string[]
}

const routes: readonly Route[] = [
  { method: 'POST', path: '/pages', run: createPage, writes: true },
  { method: 'GET', path: '/pages/:id', run: getPage },
  { method: 'PATCH', path: '/pages/:id', run: updatePage, writes: true },
  { method: 'GET', path: '/pages/:id/markdown', run: getMarkdown, versions: markdownVersions },
  {
    method: 'PATCH',
    path: '/pages/:id/markdown',
    run: updateMarkdown,
    writes: true,
    versions: markdownVersions,
  },
  { method: 'GET', path: '/databases/:id', run: getDatabase },
  { method: 'GET', path: '/data_sources/:id', run: getDataSource },
  { method: 'POST', path: '/data_sources/:id/query', run: queryDataSource },
  { method: 'POST', path: '/search', run: search },
]

const responseOf = ({ status, body }: NotionAnswer) => Response.json(body, { status })

/** Returns the refusal of an unknown version of the API, or of one that does not have the operation, or `undefined`. */
function versionRefusal(version: string, known: readonly string[] = versions) {
  if (!versions.includes(version)) {
    return invalid(
      `Notion-Version header failed validation: Notion-Version header should be ${versions.join(' or ')}, instead was "${version}".`,
    )
  }
  return known.includes(version) ? undefined : refuse('invalid_request_url', 'Invalid request URL.')
}

/** Reads a JSON body. Returns a refusal when the body is not JSON. A GET has no body: `json` is `undefined`. */
async function bodyOf(request: Request): Promise<{ json: unknown } | NotionAnswer> {
  if (request.method === 'GET') return { json: undefined }
  const isJson = (request.headers.get('content-type') ?? '').startsWith('application/json')
  const unreadable = refuse('invalid_json', 'Error parsing JSON body.')
  if (!isJson) return unreadable
  return request.json().then(
    (json: unknown) => ({ json }),
    () => unreadable,
  )
}

/** Creates the part of Notion's API that reads and changes the content of a workspace. */
export function notionApi(simulation: Simulation): Hono<SandboxEnv> {
  const api = new Hono<SandboxEnv>()
  const handle = (route: Route) => async (c: Context<SandboxEnv>) => {
    const presented = await simulation.tokens.lookUp('notion', bearerToken(c.req.raw), {
      purpose: 'tool',
    })
    if (presented?.kind !== 'access' || presented.state !== 'live') {
      return responseOf(refuse('unauthorized', 'API token is invalid.', 401))
    }
    const refusal = versionRefusal(c.req.header('notion-version') ?? '', route.versions)
    if (refusal) return responseOf(refusal)
    const named = c.req.param('id')
    const id = named === undefined ? '' : idSchema.safeParse(named).data
    if (id === undefined) {
      return responseOf(invalid(`path failed validation: should be a valid uuid, was "${named}".`))
    }
    const body = await bodyOf(c.req.raw)
    if ('status' in body) return responseOf(body)
    const opened = await openWorld(simulation, c, presented.grant, seedNotion)
    const call = {
      account: findAccount('notion', presented.grant.accountId),
      id,
      now: new Date(simulation.now()).toISOString(),
    }
    const work = (world: World) => route.run({ ...call, world }, body.json)
    return responseOf(await (route.writes ? opened.change(work) : work(opened)))
  }
  for (const route of routes) api.on(route.method, route.path, handle(route))
  return api
}
