import type { Environment } from '@/lib/contract/api/role'
import type { Service } from '@/lib/contract/services/catalogue'
import type { Log } from '@/lib/http/log'
import type { Storage } from '@/lib/storage/database'
import type { Keyring } from '@/lib/storage/keyring'
import type { ProviderClient } from '../providers/provider'
import type { LateWork } from './late-work'
import type { PlatformSettings } from './settings'

/** The way to a provider, or `undefined` where the service is not set up. */
export type Clients = (service: Service, environment: Environment) => ProviderClient | undefined

/** What every part of the platform works with. */
export interface PlatformContext {
  settings: PlatformSettings
  storage: Storage
  keyring: Keyring
  clients: Clients
  log: Log
  lateWork: LateWork
  now: () => number
}
