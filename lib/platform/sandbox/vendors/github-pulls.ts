import type { World } from '../worlds'
import {
  answerPage,
  type Endpoint,
  findRepository,
  invalid,
  notFound,
  notSupplied,
  textIn,
} from './github-answers'
import { historyOf, newestCommitId } from './github-git'
import { pullShape } from './github-shapes'
import { addIssue, type Issue, issuesOf, type Repository } from './github-world'

const refusedPull = (message: string) =>
  invalid({ resource: 'PullRequest', code: 'custom', message })
const badBranch = (field: 'head' | 'base') =>
  invalid({ resource: 'PullRequest', field, code: 'invalid' })

async function shapeOf(world: World, repository: Repository, issue: Issue) {
  const { head: headBranch = '', base: baseBranch = '' } = issue.pull ?? {}
  return pullShape(repository, issue, {
    head: (await newestCommitId(world, repository, headBranch)) ?? '',
    base: (await newestCommitId(world, repository, baseBranch)) ?? '',
  })
}

const listPulls: Endpoint['run'] = async (call) => {
  const repository = await findRepository(call)
  if (!repository) return notFound()
  const { searchParams } = call.url
  const state = searchParams.get('state') ?? 'open'
  // As at GitHub, a head without an owner filters nothing.
  const head = searchParams.get('head')?.split(':')[1]
  const base = searchParams.get('base')
  const found = (await issuesOf(call.world, repository)).filter(
    ({ pull, ...issue }) =>
      pull &&
      (state === 'all' || issue.state === state) &&
      (head === undefined || pull.head === head) &&
      (base === null || pull.base === base),
  )
  const shapes = found.reverse().map((issue) => shapeOf(call.world, repository, issue))
  return answerPage(call, await Promise.all(shapes))
}

const readPull: Endpoint['run'] = async (call) => {
  const repository = await findRepository(call)
  if (!repository) return notFound()
  const all = await issuesOf(call.world, repository)
  const found = all.find(({ number, pull }) => pull && String(number) === call.part('number'))
  return found ? Response.json(await shapeOf(call.world, repository, found)) : notFound()
}

/** Returns the refusal of a new pull request, or `undefined`. */
async function refusalOf(world: World, repository: Repository, head: string, base: string) {
  const headOid = await newestCommitId(world, repository, head)
  const baseOid = await newestCommitId(world, repository, base)
  if (headOid === undefined) return badBranch('head')
  if (baseOid === undefined) return badBranch('base')
  const historyOfBase = await historyOf(world, baseOid, 1000)
  if (historyOfBase.some(({ oid }) => oid === headOid)) {
    return refusedPull(`No commits between ${base} and ${head}`)
  }
  const isOpen = (await issuesOf(world, repository)).some(
    ({ pull, state }) => state === 'open' && pull?.head === head && pull.base === base,
  )
  return isOpen
    ? refusedPull(`A pull request already exists for ${repository.owner}:${head}.`)
    : undefined
}

const createPull: Endpoint['run'] = async (call) => {
  const { body } = call
  const title = textIn(body, 'title')
  const sentHead = textIn(body, 'head')
  const base = textIn(body, 'base')
  if (!title) return notSupplied('title')
  if (!sentHead) return notSupplied('head')
  if (!base) return notSupplied('base')
  return call.world.change(async (world) => {
    const repository = await findRepository({ ...call, world }, { toWrite: true })
    if (!repository?.can_push) return notFound()
    // The head is a branch, or an owner and a branch. The sandbox has no forks, so the owner has to be the repository's.
    const [branch = '', owner = repository.owner] = sentHead.split(':').reverse()
    if (owner.toLowerCase() !== repository.owner.toLowerCase()) return badBranch('head')
    const refusal = await refusalOf(world, repository, branch, base)
    if (refusal) return refusal
    const issue = await addIssue(world, repository, {
      title,
      body: textIn(body, 'body') ?? null,
      state: 'open',
      user: call.account.name,
      labels: [],
      assignees: [],
      created_at: call.at,
      pull: { head: branch, base, draft: body.draft === true },
    })
    return Response.json(await shapeOf(world, repository, issue), { status: 201 })
  })
}

/** The operations on pull requests. */
export const pullEndpoints: readonly Endpoint[] = [
  { method: 'GET', path: '/repos/:owner/:repo/pulls', run: listPulls },
  { method: 'POST', path: '/repos/:owner/:repo/pulls', run: createPull },
  { method: 'GET', path: '/repos/:owner/:repo/pulls/:number', run: readPull },
]
