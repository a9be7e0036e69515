import { QueryCache, QueryClient } from '@tanstack/react-query'
import { signInAgain } from './sign-in-again'

/** Creates the browser's cache. It is in memory only and is gone when the page is left. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: (failure) => signInAgain(failure) }),
  })
}
