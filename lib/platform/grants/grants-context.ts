import type { PlatformContext } from '../core/context'
import type { Clients } from '../oauth/client'

/** What every part that calls a provider works with. */
export interface GrantsContext extends PlatformContext {
  clients: Clients
}
