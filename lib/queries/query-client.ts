import { QueryCache, QueryClient } from '@tanstack/react-query'
import { signInAgain } from './sign-in-again'

/** Creates the browser's cache. It is in memory only and ends with the page. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: (failure) => signInAgain(failure) }),
  })
}
