import { posix } from 'node:path'
import type { World } from '../worlds'
import {
  type Endpoint,
  findRepository,
  type GitHubCall,
  notFound,
  notSupplied,
  problem,
  textIn,
} from './github-answers'
import { commitToBranch, entryAt, findCommit } from './github-git'
import { addressesOf, userShape } from './github-shapes'
import { blobs, type Commit, type Repository, type TreeEntry } from './github-world'

type Tree = Commit['tree']

const entryTypes = { 100644: 'file', 120000: 'symlink', 160000: 'submodule' } as const
const maxBytes = 1_048_576

/** Returns what is directly in a folder, by path, with `undefined` for a subfolder. Empty when there is no such folder. */
function listFolder(tree: Tree, folder: string): Map<string, TreeEntry | undefined> {
  const prefix = folder === '' ? '' : `${folder}/`
  const found = new Map<string, TreeEntry | undefined>()
  for (const [path, entry] of Object.entries(tree).sort()) {
    if (!path.startsWith(prefix)) continue
    const [name = '', ...rest] = path.slice(prefix.length).split('/')
    found.set(prefix + name, rest.length === 0 ? entry : undefined)
  }
  return found
}

function entryShape(repository: Repository, path: string, entry: TreeEntry | undefined) {
  const { api, web } = addressesOf(repository)
  const isSubmodule = entry?.mode === '160000'
  const git_url = isSubmodule
    ? 'https://api.github.com/repos/octo-org/icons/git/trees/main'
    : `${api}/git/${entry ? 'blobs' : 'trees'}/${entry?.sha ?? 'main'}`
  const html_url = `${web}/${entry ? 'blob' : 'tree'}/main/${path}`
  const url = `${api}/contents/${path}`
  return {
    name: posix.basename(path),
    path,
    sha: entry?.sha ?? '',
    size: entry?.mode === '100644' ? entry.size : 0,
    url,
    git_url,
    html_url,
    download_url: entry?.mode === '100644' ? `${web}/raw/main/${path}` : null,
    _links: { self: url, git: git_url, html: html_url },
  }
}

/** In the list of a folder, GitHub calls a submodule a file. */
function folderShape(repository: Repository, entries: Map<string, TreeEntry | undefined>) {
  return [...entries].map(([path, entry]) => {
    const type = entry ? entryTypes[entry.mode] : 'dir'
    return { type: type === 'submodule' ? 'file' : type, ...entryShape(repository, path, entry) }
  })
}

async function contentOf(world: World, { sha }: TreeEntry): Promise<string> {
  return (await world.get(blobs, sha))?.content ?? ''
}

async function answerFile(world: World, repository: Repository, path: string, entry: TreeEntry) {
  if (entry.size > maxBytes) {
    const large = { resource: 'Blob', field: 'data', code: 'too_large' }
    return problem(403, 'This API returns blobs up to 1 MB in size.', [large])
  }
  const content = (await contentOf(world, entry)).replace(/.{60}/g, '$&\n')
  const shape = entryShape(repository, path, entry)
  return Response.json({ type: 'file', ...shape, encoding: 'base64', content })
}

/** A symlink that leads to a file of the repository is answered as that file. */
async function answerEntry(world: World, repository: Repository, commit: Commit, path: string) {
  const entry = entryAt(commit, path)
  if (entry?.mode === '100644') return answerFile(world, repository, path, entry)
  if (entry?.mode === '160000') {
    const submodule_git_url = 'https://github.com/octo-org/icons.git'
    const shape = entryShape(repository, path, entry)
    return Response.json({ type: 'submodule', ...shape, submodule_git_url })
  }
  if (entry) {
    const target = Buffer.from(await contentOf(world, entry), 'base64').toString('utf8')
    const aim = entryAt(commit, posix.join(posix.dirname(path), target))
    if (aim?.mode === '100644') return answerFile(world, repository, path, aim)
    return Response.json({ type: 'symlink', target, ...entryShape(repository, path, entry) })
  }
  const entries = listFolder(commit.tree, path)
  return entries.size > 0 ? Response.json(folderShape(repository, entries)) : notFound()
}

function pathOf({ part }: GitHubCall): string {
  return part('path').replace(/\/$/, '')
}

const readContents: Endpoint['run'] = async (call) => {
  const repository = await findRepository(call)
  if (!repository) return notFound()
  const ref = call.url.searchParams.get('ref')
  const found = await findCommit(call.world, repository, ref ?? repository.default_branch)
  if (found) return answerEntry(call.world, repository, found.commit, pathOf(call))
  return problem(404, ref ? `No commit found for the ref ${ref}` : 'This repository is empty.')
}

const writeContents: Endpoint['run'] = async (call) => {
  const path = pathOf(call)
  const message = textIn(call.body, 'message')
  const content = textIn(call.body, 'content')
  if (message === undefined) return notSupplied('message')
  if (content === undefined) return notSupplied('content')
  return call.world.change(async (world) => {
    const repository = await findRepository({ ...call, world }, { toWrite: true })
    if (!repository?.can_push) return notFound()
    const branch = textIn(call.body, 'branch') ?? repository.default_branch
    const parent = await findCommit(world, repository, branch)
    if (!parent && call.body.branch !== undefined) return problem(404, `Branch ${branch} not found`)
    const present = parent && entryAt(parent.commit, path)
    const sha = textIn(call.body, 'sha')
    if (present && sha === undefined) return notSupplied('sha')
    if (present?.sha !== sha) return problem(409, `${path} does not match ${sha}`)
    const author = call.account.name
    const changes = [{ path, content }]
    const facts = { repository, branch, changes, message, author, at: call.at }
    const oid = await commitToBranch(world, facts)
    const made = await findCommit(world, repository, oid)
    const entry = made && entryAt(made.commit, path)
    const html_url = `${addressesOf(repository).web}/commit/${oid}`
    return Response.json(
      {
        content: { type: 'file', ...entryShape(repository, path, entry) },
        commit: { sha: oid, html_url, message, author: userShape(author) },
      },
      { status: present ? 200 : 201 },
    )
  })
}

/** The operations on the files of a repository. */
export const contentsEndpoints: readonly Endpoint[] = [
  { method: 'GET', path: '/repos/:owner/:repo/contents', run: readContents },
  { method: 'GET', path: '/repos/:owner/:repo/contents/:path{.*}', run: readContents },
  { method: 'PUT', path: '/repos/:owner/:repo/contents/:path{.+}', run: writeContents },
]
