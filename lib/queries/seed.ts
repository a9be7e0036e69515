import { type DehydratedState, dehydrate, QueryClient, type QueryKey } from '@tanstack/react-query'
import type { FirstAnswer } from '@/lib/contract/view/failure'

/**
 * Returns the first content of the browser's cache: the values that the server has read, and the failures of its
 * reads. A slow answer is left out, so that the browser asks for the value.
 */
export function seed(
  answers: readonly { queryKey: QueryKey; answer: FirstAnswer<unknown> }[],
): DehydratedState {
  const client = new QueryClient()
  for (const { queryKey, answer } of answers) {
    if (answer.kind === 'slow') continue
    if (answer.kind === 'ready') {
      client.setQueryData(queryKey, answer.value, { updatedAt: answer.at })
    }
    if (answer.kind === 'failed') {
      const query = client.getQueryCache().build(client, { queryKey })
      query.setState({
        ...query.state,
        status: 'error',
        error: answer.failure,
        errorUpdatedAt: answer.at,
        errorUpdateCount: 1,
      })
    }
  }
  return dehydrate(client, { shouldDehydrateQuery: () => true })
}
