import 'server-only'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { type CountedWork, createCountedWork } from './counted-work'
import { createPresentState } from './present-state'
import type { Readings } from './readings'

/** The metrics of this process. */
export interface Metrics {
  work: CountedWork
  contentType: string
  /** Returns all metrics in the text format of Prometheus. */
  write: (readings: Readings) => Promise<string>
}

/**
 * Creates the metrics of this process, in a registry of their own. The composition root calls this once: each call also
 * begins to observe the event loop and the garbage collector.
 */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const work = createCountedWork(registry)
  const setPresentState = createPresentState(registry)
  return {
    work,
    contentType: registry.contentType,
    write(readings) {
      setPresentState(readings)
      return registry.metrics()
    },
  }
}
