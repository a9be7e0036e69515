import type { World } from '../worlds'
import {
  answerPage,
  type Endpoint,
  findRepository,
  type GitHubCall,
  invalid,
  namesIn,
  notFound,
  notSupplied,
  problem,
  textIn,
} from './github-answers'
import { addressesOf, issueShape, userShape } from './github-shapes'
import {
  addIssue,
  type Comment,
  comments,
  type Issue,
  issuesOf,
  type Repository,
  repositories,
  repositoryId,
} from './github-world'

const issuesOff = () => problem(410, 'Issues has been disabled in this repository.')

const listIssues: Endpoint['run'] = async (call) => {
  const repository = await findRepository(call)
  if (!repository) return notFound()
  if (!repository.has_issues) return issuesOff()
  const state = call.url.searchParams.get('state') ?? 'open'
  const creator = call.url.searchParams.get('creator')
  const found = (await issuesOf(call.world, repository)).filter(
    (issue) =>
      (state === 'all' || issue.state === state) && (creator === null || issue.user === creator),
  )
  const counts = await countComments(call.world, repository)
  return answerPage(
    call,
    found.reverse().map((issue) => issueShape(repository, issue, counts.get(issue.number))),
  )
}

/** For a person who may not push, GitHub leaves out labels and assignees and reports no error. */
const createIssue: Endpoint['run'] = async (call) => {
  const title = textIn(call.body, 'title')
  if (!title) return notSupplied('title')
  return call.world.change(async (world) => {
    const repository = await findRepository({ ...call, world }, { toWrite: true })
    if (!repository) return notFound()
    if (!repository.has_issues) return issuesOff()
    const assignees = repository.can_push ? namesIn(call.body, 'assignees') : []
    const people = [repository.owner, call.account.name, 'rosa-weber']
    if (assignees.some((login) => !people.includes(login))) {
      return invalid({ resource: 'Issue', field: 'assignees', code: 'invalid' })
    }
    const names = namesIn(call.body, 'labels')
    const labels = repository.can_push ? await addLabels(world, repository, names) : []
    const issue = await addIssue(world, repository, {
      title,
      body: textIn(call.body, 'body') ?? null,
      state: 'open',
      user: call.account.name,
      labels,
      assignees,
      created_at: call.at,
    })
    return Response.json(issueShape(repository, issue), { status: 201 })
  })
}

/** Returns the names of labels as the repository spells them. Adds the labels that it does not have yet. */
async function addLabels(world: World, repository: Repository, names: string[]): Promise<string[]> {
  const find = (name: string) =>
    repository.labels.find((label) => label.name.toLowerCase() === name.toLowerCase())
  const added = names.filter((name) => !find(name)).map((name) => ({ name, color: 'ededed' }))
  if (added.length > 0) {
    const labels = [...repository.labels, ...added]
    await world.put(repositories, repositoryId(repository), { ...repository, labels })
  }
  return names.map((name) => find(name)?.name ?? name)
}

/** Runs an operation on the issue that a call names. Answers 404 when there is no such issue. */
async function withIssue(
  call: GitHubCall,
  work: (repository: Repository, issue: Issue) => Promise<Response>,
): Promise<Response> {
  const repository = await findRepository(call)
  if (!repository) return notFound()
  const all = await issuesOf(call.world, repository)
  const issue = all.find(({ number }) => String(number) === call.part('number'))
  return issue ? work(repository, issue) : notFound()
}

const readIssue: Endpoint['run'] = (call) =>
  withIssue(call, async (repository, issue) => {
    const counts = await countComments(call.world, repository)
    return Response.json(issueShape(repository, issue, counts.get(issue.number)))
  })

const listComments: Endpoint['run'] = (call) =>
  withIssue(call, async (repository, { number }) => {
    const found = await commentsOf(call.world, repository)
    return answerPage(
      call,
      found
        .filter(({ content }) => content.number === number)
        .map(({ id, content }) => commentShape(repository, id, content)),
    )
  })

const createComment: Endpoint['run'] = (call) => {
  const body = textIn(call.body, 'body')
  if (!body) return Promise.resolve(notSupplied('body'))
  return call.world.change((world) =>
    withIssue({ ...call, world }, async (repository, { number }) => {
      const last = Number((await world.list(comments)).at(-1)?.id ?? 0)
      const comment: Comment = {
        repository: repositoryId(repository),
        number,
        user: call.account.name,
        body,
        created_at: call.at,
      }
      await world.put(comments, String(last + 1), comment)
      return Response.json(commentShape(repository, String(last + 1), comment), { status: 201 })
    }),
  )
}

async function commentsOf(world: World, repository: Repository) {
  const id = repositoryId(repository)
  return (await world.list(comments)).filter(({ content }) => content.repository === id)
}

/** Returns how many comments each issue has, by its number. */
async function countComments(world: World, repository: Repository): Promise<Map<number, number>> {
  const counts = new Map<number, number>()
  for (const { content } of await commentsOf(world, repository)) {
    counts.set(content.number, (counts.get(content.number) ?? 0) + 1)
  }
  return counts
}

function commentShape(repository: Repository, id: string, comment: Comment) {
  const { api, web } = addressesOf(repository)
  const { number, user, body, created_at } = comment
  return {
    id: Number(id),
    body,
    user: userShape(user),
    created_at,
    updated_at: created_at,
    url: `${api}/issues/comments/${id}`,
    issue_url: `${api}/issues/${number}`,
    html_url: `${web}/issues/${number}#issuecomment-${id}`,
  }
}

/** The operations on issues and their comments. */
export const issueEndpoints: readonly Endpoint[] = [
  { method: 'GET', path: '/repos/:owner/:repo/issues', run: listIssues },
  { method: 'POST', path: '/repos/:owner/:repo/issues', run: createIssue },
  { method: 'GET', path: '/repos/:owner/:repo/issues/:number', run: readIssue },
  { method: 'GET', path: '/repos/:owner/:repo/issues/:number/comments', run: listComments },
  { method: 'POST', path: '/repos/:owner/:repo/issues/:number/comments', run: createComment },
]
