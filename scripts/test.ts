import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

interface Counts {
  passed: number
  failed: number
}

interface Suite {
  name: string
  command: string
  env?: Record<string, string>
  /** Reads the report that the command leaves; a suite without one is a single check. */
  counts?: () => Counts
  /** The suite that must have passed for this one to make sense. */
  after?: string
}

const reports = mkdtempSync(join(tmpdir(), 'miteos-reports-'))
const unitReport = join(reports, 'unit.json')
const browserReport = join(reports, 'browser.json')

function read(path: string) {
  return JSON.parse(readFileSync(path, 'utf8'))
}

function unitCounts(): Counts {
  const { numPassedTests, numFailedTests } = read(unitReport)
  return { passed: numPassedTests, failed: numFailedTests }
}

function browserCounts(): Counts {
  const { expected, unexpected, flaky } = read(browserReport).stats
  return { passed: expected, failed: unexpected + flaky }
}

const suites: Suite[] = [
  { name: 'types', command: 'npm run types' },
  { name: 'lint', command: 'npm run lint' },
  {
    name: 'unit',
    command: `npx vitest run --reporter=default --reporter=json --outputFile.json=${unitReport}`,
    counts: unitCounts,
  },
  { name: 'build', command: 'npm run build' },
  { name: 'script budget', command: 'npx tsx scripts/script-budget.ts', after: 'build' },
  {
    name: 'browser',
    command: 'npx playwright test --reporter=list,json',
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport },
    counts: browserCounts,
    after: 'build',
  },
]

async function run({ command, env }: Suite): Promise<boolean> {
  const child = spawn(command, {
    shell: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
  })
  const [status] = await once(child, 'exit')
  return status === 0
}

function count({ counts }: Suite, succeeded: boolean): Counts {
  const single = { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1 }
  if (!counts) return single
  try {
    const { passed, failed } = counts()
    return { passed, failed: succeeded ? failed : Math.max(failed, 1) }
  } catch {
    return single
  }
}

const outcomes = new Map<string, Counts>()
for (const suite of suites) {
  process.stdout.write(`\n# ${suite.name}\n`)
  const ready = !suite.after || outcomes.get(suite.after)?.failed === 0
  if (!ready) process.stdout.write(`not run: ${suite.after} failed\n`)
  const begin = performance.now()
  outcomes.set(suite.name, count(suite, ready && (await run(suite))))
  process.stdout.write(`# ${suite.name}: ${Math.round((performance.now() - begin) / 1000)} s\n`)
}
rmSync(reports, { recursive: true, force: true })

process.stdout.write('\n')
for (const [name, { passed, failed }] of outcomes)
  process.stdout.write(`${name}: ${passed} ok${failed > 0 ? `, ${failed} not` : ''}\n`)
const total = [...outcomes.values()].reduce((sum, { passed, failed }) => ({
  passed: sum.passed + passed,
  failed: sum.failed + failed,
}))
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`)
process.exitCode = total.failed > 0 ? 1 : 0
