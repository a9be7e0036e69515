import { z } from 'zod'
import type { SandboxAccount } from '../accounts'
import type { World } from '../worlds'
import { type Repository, repositories, repositoryId } from './github-world'

/** A call of the REST API with a token that is accepted. */
export interface GitHubCall {
  world: World
  account: SandboxAccount
  /** The scopes of the token. */
  scopes: readonly string[]
  /** Returns a part of the path by its name. */
  part: (name: string) => string
  url: URL
  body: Readonly<Record<string, unknown>>
  /** The time now, as GitHub writes it. */
  at: string
}

/** One operation of the REST API. */
export interface Endpoint {
  method: 'GET' | 'POST' | 'PUT'
  path: string
  run: (call: GitHubCall) => Promise<Response>
}

interface FieldError {
  resource: string
  field?: string
  code: string
  message?: string
}

/** Returns an error as GitHub's REST API answers it. */
export function problem(status: number, message: string, errors?: readonly FieldError[]): Response {
  const documentation_url = 'https://docs.github.com/rest'
  return Response.json(
    { message, ...(errors && { errors }), documentation_url, status: String(status) },
    { status },
  )
}

export const notFound = () => problem(404, 'Not Found')
export const invalid = (...errors: FieldError[]) => problem(422, 'Validation Failed', errors)
export const notSupplied = (field: string) =>
  problem(422, `Invalid request.\n\n"${field}" wasn't supplied.`)

/** Returns the text in a field of the body, or `undefined` when it is missing or something else. */
export function textIn(body: GitHubCall['body'], field: string): string | undefined {
  const text = body[field]
  return typeof text === 'string' ? text : undefined
}

/** Returns the names in a list in the body. GitHub accepts a label as its name or as an object with a name. */
export function namesIn(body: GitHubCall['body'], field: string): string[] {
  const names = z.array(z.string().or(z.object({ name: z.string() }))).safeParse(body[field] ?? [])
  return (names.data ?? []).map((name) => (typeof name === 'string' ? name : name.name))
}

/**
 * Returns the repository that a call names. Returns `undefined` when there is none, and when the token's scopes do not
 * reach it, because GitHub answers both in the same way.
 */
export async function findRepository(
  { world, scopes, part }: GitHubCall,
  { toWrite = false } = {},
): Promise<Repository | undefined> {
  const id = repositoryId({ owner: part('owner'), name: part('repo') })
  const repository = await world.get(repositories, id)
  return repository && reaches(scopes, repository, toWrite) ? repository : undefined
}

/** Returns whether scopes are enough to read a repository, or with `toWrite` to write to it. */
export function reaches(
  scopes: readonly string[],
  repository: Pick<Repository, 'private'>,
  toWrite: boolean,
): boolean {
  if (scopes.includes('repo')) return true
  return !repository.private && (!toWrite || scopes.includes('public_repo'))
}

/** Answers one page of a list, with links to the others. */
export function answerPage<Item>({ url }: GitHubCall, items: readonly Item[]): Response {
  const number = (name: string, usual: number) =>
    Math.max(Math.trunc(Number(url.searchParams.get(name))) || usual, 1)
  const length = Math.min(number('per_page', 30), 100)
  const page = number('page', 1)
  const last = Math.max(Math.ceil(items.length / length), 1)
  const link = (to: number, rel: string) => {
    const address = new URL(url)
    address.searchParams.set('page', String(to))
    return `<${address.href}>; rel="${rel}"`
  }
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev'), link(1, 'first')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
  ]
  const headers = links.length > 0 ? { link: links.join(', ') } : undefined
  return Response.json(items.slice((page - 1) * length, page * length), headers && { headers })
}
