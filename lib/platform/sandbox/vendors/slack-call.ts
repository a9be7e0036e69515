import type { SandboxAccount } from '../accounts'
import type { World } from '../worlds'

/** A call of a method of the Web API with a token that is accepted. */
export interface SlackCall {
  world: World
  /** The parameters of the call. */
  form: URLSearchParams
  account: SandboxAccount
  tokenOwner: 'bot' | 'person'
  scopes: readonly string[]
  /** Milliseconds since 1970. */
  now: number
}

type Fields = Record<string, unknown>
/** Does the work of a method. Returns the fields of the answer, or Slack's error code. */
export type Method = (call: SlackCall) => Promise<Fields | string>

/** Returns the fields of the refusal of a call whose token lacks a scope. */
export const missingScope = (needed: string): Fields => ({
  ok: false,
  error: 'missing_scope',
  needed,
})

export interface DescribedMethod {
  /** The token needs one of these scopes. Empty when it needs none. */
  scopes: readonly string[]
  run: Method
}

/** Returns a page of a list whose cursor is the number of items before it. */
export function pageOf<Item>(items: readonly Item[], form: URLSearchParams, usualLimit: number) {
  const limit = Math.min(Math.max(Number(form.get('limit') ?? usualLimit) || usualLimit, 1), 999)
  const begin = Number(Buffer.from(form.get('cursor') ?? '', 'base64').toString()) || 0
  const end = begin + limit
  const hasMore = end < items.length
  const next_cursor = hasMore ? Buffer.from(String(end)).toString('base64') : ''
  return { page: items.slice(begin, end), hasMore, response_metadata: { next_cursor } }
}

/** Returns the URL of a message in a channel. */
export const permalinkOf = ({ facts }: SandboxAccount, channel: string, ts: string) =>
  `${facts.url}archives/${channel}/p${ts.replace('.', '')}`
