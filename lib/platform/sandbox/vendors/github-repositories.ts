import {
  answerPage,
  type Endpoint,
  findRepository,
  notFound,
  notSupplied,
  problem,
  reaches,
  textIn,
} from './github-answers'
import { newestCommitId, setHead } from './github-git'
import { addressesOf, repositoryShape } from './github-shapes'
import { commits, type Repository, repositories } from './github-world'

const listRepositories: Endpoint['run'] = async (call) => {
  const found = (await call.world.list(repositories))
    .map(({ content }) => content)
    .filter((repository) => repository.can_push && reaches(call.scopes, repository, false))
    .sort((one, other) => other.pushed_at.localeCompare(one.pushed_at))
  return answerPage(call, found.map(repositoryShape))
}

const readRepository: Endpoint['run'] = async (call) => {
  const repository = await findRepository(call)
  return repository ? Response.json(repositoryShape(repository)) : notFound()
}

function refShape(repository: Repository, ref: string, sha: string) {
  const { api } = addressesOf(repository)
  const object = { type: 'commit', sha, url: `${api}/git/commits/${sha}` }
  return { ref, url: `${api}/git/${ref}`, object }
}

const readRef: Endpoint['run'] = async (call) => {
  const repository = await findRepository(call)
  const branch = /^heads\/(.+)$/.exec(call.part('ref'))?.[1]
  const head = repository && branch && (await newestCommitId(call.world, repository, branch))
  return head ? Response.json(refShape(repository, `refs/heads/${branch}`, head)) : notFound()
}

const createRef: Endpoint['run'] = async (call) => {
  const ref = textIn(call.body, 'ref')
  const sha = textIn(call.body, 'sha')
  if (ref === undefined) return notSupplied('ref')
  if (sha === undefined) return notSupplied('sha')
  return call.world.change(async (world) => {
    const repository = await findRepository({ ...call, world }, { toWrite: true })
    if (!repository?.can_push) return notFound()
    const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1]
    if (branch === undefined) return problem(422, `${ref} is not a valid ref name.`)
    if (!(await newestCommitId(world, repository, repository.default_branch))) {
      return problem(409, 'Git Repository is empty.')
    }
    if (!(await world.get(commits, sha))) return problem(422, 'Object does not exist')
    if (await newestCommitId(world, repository, branch))
      return problem(422, 'Reference already exists')
    await setHead(world, repository, branch, sha)
    return Response.json(refShape(repository, ref, sha), { status: 201 })
  })
}

/** The operations on repositories and their branches. */
export const repositoryEndpoints: readonly Endpoint[] = [
  { method: 'GET', path: '/user/repos', run: listRepositories },
  { method: 'GET', path: '/repos/:owner/:repo', run: readRepository },
  { method: 'GET', path: '/repos/:owner/:repo/git/ref/:ref{.+}', run: readRef },
  { method: 'POST', path: '/repos/:owner/:repo/git/refs', run: createRef },
]
