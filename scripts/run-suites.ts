import { spawn } from 'node:child_process'
import { once } from 'node:events'

export interface Counts {
  passed: number
  failed: number
}

export interface Suite {
  name: string
  command: string
  env?: Record<string, string>
  /** Reads the report that the command writes. A suite without a report counts as a single check. */
  counts?: () => Counts
  /** The suite that must pass before this one is run. */
  after?: string
}

type Say = (text: string) => void

async function succeeds({ command, env }: Suite): Promise<boolean> {
  const child = spawn(command, {
    shell: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
  })
  const [status] = await once(child, 'exit')
  return status === 0
}

function reported({ counts }: Suite): Counts {
  try {
    const { passed = 0, failed = 0 } = counts?.() ?? {}
    return { passed, failed }
  } catch {
    return { passed: 0, failed: 0 }
  }
}

/**
 * Returns the counts of a suite. A suite that ended with an error, or in which nothing passed, counts at least
 * one failure.
 */
function outcome(suite: Suite, succeeded: boolean): Counts {
  if (!suite.counts) return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1 }
  const { passed, failed } = reported(suite)
  return { passed, failed: succeeded && passed > 0 ? failed : Math.max(failed, 1) }
}

/** Runs all suites one after the other and returns the sums. A suite that was not run counts as failed. */
export async function runSuites(suites: readonly Suite[], say: Say): Promise<Counts> {
  const outcomes = new Map<string, Counts>()
  for (const suite of suites) {
    say(`\n# ${suite.name}\n`)
    const isReady = !suite.after || outcomes.get(suite.after)?.failed === 0
    if (!isReady) say(`not run: ${suite.after} failed\n`)
    const begin = performance.now()
    const counts = isReady ? outcome(suite, await succeeds(suite)) : { passed: 0, failed: 1 }
    outcomes.set(suite.name, counts)
    say(`# ${suite.name}: ${Math.round((performance.now() - begin) / 1000)} s\n`)
  }
  say('\n')
  const total = { passed: 0, failed: 0 }
  for (const [name, { passed, failed }] of outcomes) {
    say(`${name}: ${passed} ok${failed > 0 ? `, ${failed} not` : ''}\n`)
    total.passed += passed
    total.failed += failed
  }
  say(`\n${total.passed} passed, ${total.failed} failed\n`)
  return total
}
