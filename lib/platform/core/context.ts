import type { Log } from '@/lib/http/log'
import type { Storage } from '@/lib/storage/database'
import type { Keyring } from '@/lib/storage/keyring'
import type { LateWork } from './late-work'
import type { Meter } from './meter'
import type { PlatformSettings } from './settings'

/** The context that every part of the platform works with. */
export interface PlatformContext {
  settings: PlatformSettings
  storage: Storage
  keyring: Keyring
  log: Log
  lateWork: LateWork
  meter: Meter
  /** Milliseconds since 1970. */
  now: () => number
}
