import 'server-only'
import { Counter, Histogram, type Registry } from 'prom-client'
import { statusClass } from '@/lib/http/status-class'

interface Provider {
  service: string
  environment: string
}

/** The functions that count the work of this process. Their arguments become labels, so they must have few values. */
export type CountedWork = ReturnType<typeof createCountedWork>

const knownMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const callSeconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]
const requestSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Writes the parameters of a route of Hono (`:id`) and of Next (`[id]`) in the same way, as `{id}`. */
function withNamedParameters(route: string): string {
  return route.replaceAll(/:(\w+)|\[(?:\.\.\.)?(\w+)\]/g, (_, hono, next) => `{${hono ?? next}}`)
}

/** Creates the counters of this process in a registry. */
export function createCountedWork(registry: Registry) {
  const registers = [registry]
  const checks = new Counter({
    name: 'miteos_checks_total',
    help: 'Checks of integrations, by what the provider answered.',
    labelNames: ['service', 'environment', 'outcome'],
    registers,
  })
  const refreshes = new Counter({
    name: 'miteos_refreshes_total',
    help: 'Refresh tokens that were sent to their provider, by what it answered.',
    labelNames: ['service', 'environment', 'outcome'],
    registers,
  })
  const providerCalls = new Histogram({
    name: 'miteos_provider_call_duration_seconds',
    help: 'How long calls to providers took, by the class of the status or the kind of failure.',
    labelNames: ['service', 'environment', 'outcome'],
    buckets: callSeconds,
    registers,
  })
  const deliveries = new Counter({
    name: 'miteos_webhook_deliveries_total',
    help: 'Messages that were sent to webhooks, by what the receivers answered.',
    labelNames: ['outcome'],
    registers,
  })
  const mails = new Counter({
    name: 'miteos_mails_total',
    help: 'Mails that were given to the mail server, by what it answered.',
    labelNames: ['outcome'],
    registers,
  })
  const toolCalls = new Counter({
    name: 'miteos_tool_calls_total',
    help: 'Calls of tools, by what became of them.',
    labelNames: ['tool', 'environment', 'outcome'],
    registers,
  })
  const requests = new Histogram({
    name: 'miteos_http_request_duration_seconds',
    help: 'How long requests took, by route and class of the status.',
    labelNames: ['method', 'route', 'status'],
    buckets: requestSeconds,
    registers,
  })

  return {
    checked({ service, environment }: Provider, outcome: string): void {
      checks.inc({ service, environment, outcome })
    },
    refreshed({ service, environment }: Provider, outcome: string): void {
      refreshes.inc({ service, environment, outcome })
    },
    providerCalled({ service, environment }: Provider, outcome: string, seconds: number): void {
      providerCalls.observe({ service, environment, outcome }, seconds)
    },
    delivered(outcome: string): void {
      deliveries.inc({ outcome })
    },
    mailed(outcome: string): void {
      mails.inc({ outcome })
    },
    toolCalled(
      { tool, environment }: { tool: string; environment: string },
      outcome: string,
    ): void {
      toolCalls.inc({ tool, environment, outcome })
    },
    requestAnswered(
      request: { method: string; route: string; status: number },
      seconds: number,
    ): void {
      const method = knownMethods.includes(request.method) ? request.method : 'other'
      const route = withNamedParameters(request.route)
      requests.observe({ method, route, status: statusClass(request.status) }, seconds)
    },
  }
}
