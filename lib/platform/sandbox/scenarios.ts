import { setTimeout as delay } from 'node:timers/promises'
import type { Fault } from '@/lib/contract/api/integration'
import { type Scenario, scenarios } from '@/lib/contract/api/sandbox-scenarios'

/** Returns the scenario with this id, or `as_usual` for every other text. */
export function scenarioOf(id: string | null): Scenario {
  return scenarios.find((scenario) => scenario.id === id)?.id ?? 'as_usual'
}

const faultsAtNextCheck: Partial<Record<Scenario, Fault>> = {
  expire: 'expire',
  revoke: 'revoke',
  fail_refresh: 'fail_refresh',
}

/** Returns the fault that a scenario applies at the next check, or `null` for a scenario without a fault. */
export function faultOf(scenario: Scenario): Fault | null {
  return faultsAtNextCheck[scenario] ?? null
}

const slowAnswerMs = 30_000
const garbage = '<!doctype html><title>Service</title><p>Please enable cookies to continue.</p>'

/**
 * Returns the answer with which a scenario replaces the vendor's answer to an exchange, or `undefined` when it does
 * not replace it. In the slow scenario, returns `undefined` after 30 s, or throws when the client closes the
 * connection.
 */
export async function answerOfScenario(
  scenario: Scenario,
  signal: AbortSignal,
): Promise<Response | undefined> {
  if (scenario === 'token_endpoint_500')
    return new Response('Internal Server Error', { status: 500 })
  if (scenario === 'token_endpoint_garbage') {
    return new Response(garbage, { headers: { 'Content-Type': 'text/html; charset=utf-8' } })
  }
  if (scenario === 'token_endpoint_slow') {
    await delay(slowAnswerMs, undefined, { signal, ref: false })
  }
  return undefined
}
