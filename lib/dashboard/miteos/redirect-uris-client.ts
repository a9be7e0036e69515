import 'server-only'
import {
  type RedirectUri,
  type RegisterRequest,
  redirectUriListSchema,
  redirectUriSchema,
} from '@/lib/contract/api/redirect-uri'
import type { ResourceCalls } from './resource-calls'

/** The redirect URIs of the person's account and environment. Every method throws `MiteosError` and nothing else. */
export interface RedirectUrisClient {
  /** Returns all of them, oldest first. An environment has at most 50. */
  list: () => Promise<RedirectUri[]>
  /** Registers a URI. `isNew` is false when exactly this URI is registered already. */
  register: (request: RegisterRequest) => Promise<{ redirectUri: RedirectUri; isNew: boolean }>
  delete: (id: string) => Promise<void>
}

export function createRedirectUrisClient({
  read,
  post,
  remove,
}: ResourceCalls): RedirectUrisClient {
  return {
    list: async () => (await read('/redirect_uris?limit=200', redirectUriListSchema)).value,
    async register(request) {
      const { value, status } = await post('/redirect_uris', request, redirectUriSchema)
      return { redirectUri: value, isNew: status === 201 }
    },
    delete: (id) => remove(`/redirect_uris/${encodeURIComponent(id)}`),
  }
}
