import 'server-only'
import {
  type CreateTokenRequest,
  type NewToken,
  newTokenSchema,
  type Token,
  tokenListSchema,
} from '@/lib/contract/api/token'
import { type ListPage, nextCursorOf } from './list-page'
import type { ResourceCalls } from './resource-calls'

/** The API tokens of the person's account and environment. Every method throws `MiteosError` and nothing else. */
export interface TokensClient {
  /** Returns one page of the tokens, oldest first. */
  list: (cursor: string | null) => Promise<ListPage<Token>>
  /** Creates a token. The answer is the only one that contains its secret. */
  create: (request: CreateTokenRequest) => Promise<NewToken>
  revoke: (id: string) => Promise<void>
}

export function createTokensClient({ read, post, remove }: ResourceCalls): TokensClient {
  return {
    async list(cursor) {
      const query = new URLSearchParams({ limit: '50', ...(cursor && { cursor }) })
      const { value, headers } = await read(`/tokens?${query}`, tokenListSchema)
      return { items: value, nextCursor: nextCursorOf(headers) }
    },
    create: async (request) => (await post('/tokens', request, newTokenSchema)).value,
    revoke: (id) => remove(`/tokens/${encodeURIComponent(id)}`),
  }
}
