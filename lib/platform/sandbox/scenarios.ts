import { setTimeout as delay } from 'node:timers/promises'
import type { Fault } from '@/lib/contract/api/integration'

/** The scenarios that a person can choose for a simulated vendor, in the order of the consent page. */
export const scenarios = [
  { id: 'as_usual', name: 'As usual', meaning: 'Everything asked for is granted and works.' },
  {
    id: 'fewer_scopes',
    name: 'Fewer scopes',
    meaning: 'Only part of what is asked for is granted.',
  },
  {
    id: 'expired_code',
    name: 'Expired code',
    meaning: 'The code is no longer valid when it is exchanged.',
  },
  {
    id: 'token_endpoint_500',
    name: 'Token endpoint 500',
    meaning: 'The exchange is answered with an internal error.',
  },
  {
    id: 'token_endpoint_slow',
    name: 'Token endpoint slow',
    meaning: 'The exchange is answered after 30 seconds.',
  },
  {
    id: 'token_endpoint_garbage',
    name: 'Token endpoint garbage',
    meaning: 'The exchange is answered with a web page in place of a token.',
  },
  {
    id: 'other_account',
    name: 'Other account',
    meaning: 'The grant is for another account than the one chosen above.',
  },
  {
    id: 'expire',
    name: 'Expire',
    meaning: 'It connects; by the next check the access token has expired.',
  },
  {
    id: 'revoke',
    name: 'Revoke at the provider',
    meaning: 'It connects; by the next check the grant has been taken back.',
  },
  {
    id: 'fail_refresh',
    name: 'Fail refresh',
    meaning: 'It connects; by the next check the token has expired and cannot be refreshed.',
  },
] as const

export type Scenario = (typeof scenarios)[number]['id']

/** Returns the scenario with this id, or `as_usual` for any other text. */
export function scenarioOf(id: string | null): Scenario {
  return scenarios.find((scenario) => scenario.id === id)?.id ?? 'as_usual'
}

const armedFaults: Partial<Record<Scenario, Fault>> = {
  expire: 'expire',
  revoke: 'revoke',
  fail_refresh: 'fail_refresh',
}

/** Returns the fault that a scenario applies at the next check, or null. */
export function faultOf(scenario: Scenario): Fault | null {
  return armedFaults[scenario] ?? null
}

const slownessMs = 30_000
const garbage = '<!doctype html><title>Service</title><p>Please enable cookies to continue.</p>'

/**
 * Returns the token endpoint's answer in a scenario in which it gives no token. In the slow scenario it
 * resolves with `undefined` after 30 s, or rejects when the client closes the connection.
 */
export async function troubleAtExchange(
  scenario: Scenario,
  signal: AbortSignal,
): Promise<Response | undefined> {
  if (scenario === 'token_endpoint_500')
    return new Response('Internal Server Error', { status: 500 })
  if (scenario === 'token_endpoint_garbage') {
    return new Response(garbage, { headers: { 'Content-Type': 'text/html; charset=utf-8' } })
  }
  if (scenario === 'token_endpoint_slow') {
    await delay(slownessMs, undefined, { signal, ref: false })
  }
  return undefined
}
