import { setTimeout as delay } from 'node:timers/promises'
import type { Fault } from '@/lib/contract/api/integration'

/** The scenarios that a person can choose for a simulated vendor, in the order of the consent page. */
export const scenarios = [
  {
    id: 'as_usual',
    name: 'As usual',
    meaning: 'The provider grants everything that Miteos asks for.',
  },
  {
    id: 'fewer_scopes',
    name: 'Fewer scopes',
    meaning: 'The provider grants only a part of what Miteos asks for.',
  },
  {
    id: 'expired_code',
    name: 'Expired code',
    meaning: 'The code has expired when Miteos exchanges it for a token.',
  },
  {
    id: 'token_endpoint_500',
    name: 'Token endpoint 500',
    meaning: 'The provider answers the exchange of the code with an internal error.',
  },
  {
    id: 'token_endpoint_slow',
    name: 'Token endpoint slow',
    meaning: 'The provider answers the exchange of the code after 30 seconds.',
  },
  {
    id: 'token_endpoint_garbage',
    name: 'Token endpoint garbage',
    meaning: 'The provider answers the exchange of the code with a web page instead of a token.',
  },
  {
    id: 'other_account',
    name: 'Other account',
    meaning: 'The provider grants access to an account other than the one chosen above.',
  },
  {
    id: 'expire',
    name: 'Expire',
    meaning: 'The service gets connected. At the next check the access token has expired.',
  },
  {
    id: 'revoke',
    name: 'Revoke at the provider',
    meaning: 'The service gets connected. At the next check the grant has been revoked.',
  },
  {
    id: 'fail_refresh',
    name: 'Fail refresh',
    meaning:
      'The service gets connected. At the next check the access token has expired and cannot be refreshed.',
  },
] as const

export type Scenario = (typeof scenarios)[number]['id']

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
