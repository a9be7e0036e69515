import 'server-only'
import type { Dashboard } from '../dashboard'
import { type QueueReading, readQueues } from '../queue-readings'

/** The values that are read at each scrape, because they describe a state and cannot be counted. */
export interface Readings {
  /** Absent when the store did not answer in time. */
  queues?: Record<string, QueueReading>
  /** The seconds since each background job last ended without an error. */
  jobAges: Record<string, number>
  circuits: { service: string; environment: string; isLeftAlone: boolean }[]
  /** Absent without PostgreSQL. */
  pool?: { busy: number; idle: number; waiting: number }
}

function jobAgesOf({ embedded, now }: Dashboard): Record<string, number> {
  const time = now()
  const runs = Object.entries(embedded?.lastBackgroundRuns() ?? {})
  return Object.fromEntries(
    runs.flatMap(([job, endedAt]) => (endedAt === null ? [] : [[job, (time - endedAt) / 1000]])),
  )
}

/** Reads the present state of the platform. Returns what can be known without the store when the store is away. */
export async function takeReadings(dashboard: Dashboard): Promise<Readings> {
  const { embedded, storage } = dashboard
  const queues = await readQueues(dashboard)
  const pool = storage.pool()
  return {
    ...(queues && { queues }),
    jobAges: jobAgesOf(dashboard),
    circuits: (embedded?.circuits() ?? []).map(({ provider, isLeftAlone }) => ({
      ...provider,
      isLeftAlone,
    })),
    ...(pool && {
      pool: {
        busy: pool.totalCount - pool.idleCount,
        idle: pool.idleCount,
        waiting: pool.waitingCount,
      },
    }),
  }
}
