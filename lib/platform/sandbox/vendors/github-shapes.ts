import { createHash } from 'node:crypto'
import { listAccounts } from '../accounts'
import type { Issue, Repository } from './github-world'

/** Returns a number that is always the same for a text, for ids that nobody looks up. */
export function numberOf(text: string): number {
  return createHash('sha1').update(text).digest().readUInt32BE(0)
}

/** Returns a person as GitHub's REST API answers them. */
export function userShape(login: string) {
  const account = listAccounts('github').find(({ name }) => name === login)
  return {
    login,
    id: account ? Number(account.id) : numberOf(login),
    type: 'User',
    url: `https://api.github.com/users/${login}`,
    html_url: `https://github.com/${login}`,
    site_admin: false,
  }
}

/** Returns the address of a repository in the REST API and on the web. */
export function addressesOf({ owner, name }: Pick<Repository, 'owner' | 'name'>) {
  return {
    api: `https://api.github.com/repos/${owner}/${name}`,
    web: `https://github.com/${owner}/${name}`,
  }
}

/** Returns a repository as GitHub's REST API answers it. */
export function repositoryShape(repository: Repository) {
  const { id, owner, name, can_push, labels: _, ...facts } = repository
  const { api, web } = addressesOf(repository)
  return {
    id,
    name,
    full_name: `${owner}/${name}`,
    owner: userShape(owner),
    html_url: web,
    url: api,
    fork: false,
    archived: false,
    visibility: facts.private ? 'private' : 'public',
    permissions: { admin: false, maintain: false, push: can_push, triage: can_push, pull: true },
    ...facts,
  }
}

/** Returns an issue or a pull request as the operations for issues answer it. */
export function issueShape(repository: Repository, issue: Issue, commentCount = 0) {
  const { api, web } = addressesOf(repository)
  const { number, title, body, state, user, labels, assignees, created_at, pull } = issue
  return {
    id: numberOf(`${api}#${number}`),
    number,
    title,
    body,
    state,
    locked: false,
    user: userShape(user),
    labels: labels.map((name) => labelShape(repository, name)),
    assignee: assignees[0] === undefined ? null : userShape(assignees[0]),
    assignees: assignees.map(userShape),
    comments: commentCount,
    created_at,
    updated_at: created_at,
    closed_at: null,
    url: `${api}/issues/${number}`,
    html_url: `${web}/${pull ? 'pull' : 'issues'}/${number}`,
    ...(pull && { draft: pull.draft, pull_request: { url: `${api}/pulls/${number}` } }),
  }
}

function labelShape(repository: Repository, name: string) {
  const label = repository.labels.find((known) => known.name === name)
  return { id: numberOf(name), name, color: label?.color ?? 'ededed', default: false }
}

/** Returns a pull request as the operations for pull requests answer it. */
export function pullShape(repository: Repository, issue: Issue, heads: PullHeads) {
  const { api, web } = addressesOf(repository)
  const { pull_request: _, ...shape } = issueShape(repository, issue)
  const side = (ref: string, sha: string) => ({
    label: `${repository.owner}:${ref}`,
    ref,
    sha,
    user: userShape(repository.owner),
    repo: repositoryShape(repository),
  })
  return {
    ...shape,
    url: `${api}/pulls/${issue.number}`,
    diff_url: `${web}/pull/${issue.number}.diff`,
    issue_url: `${api}/issues/${issue.number}`,
    merged_at: null,
    head: side(issue.pull?.head ?? '', heads.head),
    base: side(issue.pull?.base ?? '', heads.base),
  }
}

interface PullHeads {
  head: string
  base: string
}
