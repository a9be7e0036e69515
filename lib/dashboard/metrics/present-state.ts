import 'server-only'
import { Gauge, type Registry } from 'prom-client'
import type { Readings } from './readings'

/**
 * Creates the gauges for the values that are read at each scrape. Returns a function that sets
 * them.
 */
export function createPresentState(registry: Registry): (readings: Readings) => void {
  const registers = [registry]
  const queueLength = new Gauge({
    name: 'miteos_queue_due',
    help: 'Work that is due, by queue. Absent when the store does not answer.',
    labelNames: ['queue'],
    registers,
  })
  const queueAge = new Gauge({
    name: 'miteos_queue_oldest_due_seconds',
    help: 'For how long the oldest work of a queue has been due. Absent when the store does not answer.',
    labelNames: ['queue'],
    registers,
  })
  const storeUp = new Gauge({
    name: 'miteos_store_up',
    help: 'Whether the store answered this scrape: 1 or 0.',
    registers,
  })
  const jobAge = new Gauge({
    name: 'miteos_job_last_success_age_seconds',
    help: 'The time since a background job of this server last ended without an error.',
    labelNames: ['job'],
    registers,
  })
  const leftAlone = new Gauge({
    name: 'miteos_provider_left_alone',
    help: 'Whether this server leaves a provider alone for a while because it fails for many: 1 or 0.',
    labelNames: ['service', 'environment'],
    registers,
  })
  const connections = new Gauge({
    name: 'miteos_database_connections',
    help: 'Open connections of this server to PostgreSQL, by state.',
    labelNames: ['state'],
    registers,
  })
  const waiting = new Gauge({
    name: 'miteos_database_waiting',
    help: 'Queries of this server that wait for a connection to PostgreSQL.',
    registers,
  })

  return ({ queues, jobAges, circuits, pool }) => {
    for (const gauge of [queueLength, queueAge, jobAge, leftAlone, connections]) gauge.reset()
    storeUp.set(queues ? 1 : 0)
    for (const [queue, { length, oldestSeconds }] of Object.entries(queues ?? {})) {
      queueLength.set({ queue }, length)
      queueAge.set({ queue }, oldestSeconds)
    }
    for (const [job, seconds] of Object.entries(jobAges)) jobAge.set({ job }, seconds)
    for (const { service, environment, isLeftAlone } of circuits)
      leftAlone.set({ service, environment }, isLeftAlone ? 1 : 0)
    waiting.set(pool?.waiting ?? 0)
    if (!pool) return
    connections.set({ state: 'busy' }, pool.busy)
    connections.set({ state: 'idle' }, pool.idle)
  }
}
