import type { ListedIntegration } from '../api/integration'
import type { Environment } from '../api/role'
import type { Service } from '../services/catalogue'
import type { Failure } from './failure'

/**
 * Why an agent cannot use an integration: its connection has ended, it waits to be disconnected,
 * some of its tools were not granted, or the vendor has refused a call because a permission is
 * missing. `nothing` when every tool works.
 */
export type MissingForAgent = 'connection' | 'disconnecting' | 'tools' | 'permission' | 'nothing'

/** The content of the page to which a tool sends a person who has to connect or reconnect a service for an agent. */
export type AgentConnectView =
  | { kind: 'unknown_link' }
  | { kind: 'unknown_integration'; service: Service }
  /** The agent belongs to another account, whose name is not shown. */
  | { kind: 'other_account'; signInPath: string }
  | { kind: 'other_environment'; environment: Environment; signInPath: string }
  | { kind: 'not_loaded'; failure: Failure; path: string }
  /** The person came back from the provider, and the integration works. */
  | { kind: 'connected'; integration: ListedIntegration }
  | {
      kind: 'connect'
      service: Service
      /** The integrations of the service that work already. */
      working: readonly ListedIntegration[]
      path: string
    }
  | {
      kind: 'reconnect'
      integration: ListedIntegration
      missing: MissingForAgent
      path: string
    }
