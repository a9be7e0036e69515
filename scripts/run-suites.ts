import { spawn } from 'node:child_process'
import { once } from 'node:events'

export interface Counts {
  passed: number
  failed: number
  /** The names of the tests that failed, to be printed again at the end. */
  failures?: readonly string[]
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

type Write = (text: string) => void

/** Runs the command of a suite and returns whether its exit status was 0. */
async function runCommand({ command, env }: Suite): Promise<boolean> {
  const child = spawn(command, {
    shell: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
  })
  const [status] = await once(child, 'exit')
  return status === 0
}

function reportedCounts({ counts }: Suite): Counts {
  try {
    const { passed = 0, failed = 0, failures = [] } = counts?.() ?? {}
    return { passed, failed, failures }
  } catch {
    return { passed: 0, failed: 0 }
  }
}

/**
 * Returns the counts of a suite. A suite that ended with an error, or in which nothing passed, counts at least
 * one failure.
 */
function countsOf(suite: Suite, succeeded: boolean): Counts {
  if (!suite.counts) return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1 }
  const { passed, failed, failures = [] } = reportedCounts(suite)
  return { passed, failed: succeeded && passed > 0 ? failed : Math.max(failed, 1), failures }
}

/** Runs the suites one after the other and returns the sums of their counts. A suite that was not run counts as one failure. */
export async function runSuites(suites: readonly Suite[], write: Write): Promise<Counts> {
  const outcomes = new Map<string, Counts>()
  for (const suite of suites) {
    write(`\n# ${suite.name}\n`)
    const isReady = !suite.after || outcomes.get(suite.after)?.failed === 0
    if (!isReady) write(`not run: ${suite.after} failed\n`)
    const begin = performance.now()
    const counts = isReady ? countsOf(suite, await runCommand(suite)) : { passed: 0, failed: 1 }
    outcomes.set(suite.name, counts)
    write(`# ${suite.name}: ${Math.round((performance.now() - begin) / 1000)} s\n`)
  }
  write('\n')
  const total = { passed: 0, failed: 0 }
  for (const [name, { passed, failed, failures = [] }] of outcomes) {
    write(`${name}: ${passed} ok${failed > 0 ? `, ${failed} not` : ''}\n`)
    for (const failure of failures) write(`  ${failure}\n`)
    total.passed += passed
    total.failed += failed
  }
  write(`\n${total.passed} passed, ${total.failed} failed\n`)
  return total
}
