import type { ListedIntegration } from '@/lib/contract/api/integration'
import { uncheckedSince } from '../words/unchecked-since'

/** A service whose provider is left alone because it fails for many integrations. */
export interface UnansweringService {
  service: string
  /** The number of working integrations of the service that could not be checked. */
  uncheckedCount: number
}

/** Returns the services whose providers are left alone, in the order of the list. */
export function unansweringServices(list: readonly ListedIntegration[]): UnansweringService[] {
  const unchecked = list.filter((integration) => uncheckedSince(integration) !== undefined)
  const services = new Set(
    unchecked
      .filter(({ unchecked_reason }) => unchecked_reason === 'left_alone')
      .map(({ service }) => service),
  )
  return [...services].map((service) => ({
    service,
    uncheckedCount: unchecked.filter((integration) => integration.service === service).length,
  }))
}
