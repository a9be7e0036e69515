import type { ProviderClient } from '@/lib/platform/providers/provider'

export interface FakeProvider extends ProviderClient {
  /** Clones of the requests in order. */
  requests: Request[]
}

/** Creates a client whose requests go to the vendor's own URLs and are answered by `answer`. */
export function fakeProvider(
  answer: (request: Request) => Response | Promise<Response>,
  { now = 1_700_000_000_000, id = 'our-client', secret = 'our-secret' } = {},
): FakeProvider {
  const requests: Request[] = []
  return {
    id,
    secret,
    urlFor: (vendorUrl) => new URL(vendorUrl),
    now: () => now,
    requests,
    async fetch(request) {
      requests.push(request.clone())
      return answer(request)
    },
  }
}
