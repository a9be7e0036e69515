import type { Dashboard } from '@/lib/dashboard/dashboard'
import { answerMetrics } from '@/lib/dashboard/metrics/answer-metrics'
import type { Metrics } from '@/lib/dashboard/metrics/metrics'
import { createTestDashboard } from './dashboard'
import { createFakeEmbedded } from './fake-embedded'
import type { TestServer } from './platform'

export const metricsToken = 'a_token_that_reads_the_metrics'

/** Asks a dashboard for the metrics, with this header `Authorization`. */
export function askForMetrics(
  dashboard: Dashboard,
  authorization: string | null = `Bearer ${metricsToken}`,
): Promise<Response> {
  const headers = new Headers(authorization === null ? {} : { authorization })
  return answerMetrics(new Request('http://localhost/metrics', { headers }), dashboard, {})
}

/** Creates the dashboard of a server whose platform counts with `metrics`. */
export function measuredDashboard(
  { platform, storage }: TestServer,
  metrics: Metrics,
  now = Date.now,
): Dashboard {
  const { dashboard } = createTestDashboard(storage)
  const runs = () =>
    Object.entries(platform.lastBackgroundRuns()).map(([job, at]) => [job, at ?? null])
  const embedded = {
    ...createFakeEmbedded(platform.handle),
    queues: platform.queues,
    circuits: platform.circuits,
    lastBackgroundRuns: () => Object.fromEntries(runs()),
  }
  const settings = { ...dashboard.settings, metricsToken }
  return { ...dashboard, now, settings, embedded, metrics }
}
