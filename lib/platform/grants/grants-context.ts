import type { PlatformContext } from '../core/context'
import type { Clients } from '../oauth/client'

/** The context of every part that calls a provider. */
export interface GrantsContext extends PlatformContext {
  clients: Clients
}
