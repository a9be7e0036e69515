import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { type Counts, runSuites, type Suite } from './run-suites'

const reports = mkdtempSync(join(tmpdir(), 'miteos-reports-'))
const unitReport = join(reports, 'unit.json')
const browserReport = join(reports, 'browser.json')

function readJson(path: string) {
  return JSON.parse(readFileSync(path, 'utf8'))
}

interface UnitReport {
  numPassedTests: number
  numFailedTests: number
  testResults: {
    name: string
    status: string
    assertionResults: { status: string; fullName: string }[]
  }[]
}

function unitCounts(): Counts {
  const { numPassedTests, numFailedTests, testResults }: UnitReport = readJson(unitReport)
  const failures = testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status === 'failed')
      const file = relative(process.cwd(), name)
      return failed.length > 0 ? failed.map(({ fullName }) => `${file}: ${fullName}`) : [file]
    })
  return { passed: numPassedTests, failed: numFailedTests, failures }
}

function browserCounts(): Counts {
  const { expected, unexpected, flaky } = readJson(browserReport).stats
  return { passed: expected, failed: unexpected + flaky }
}

const suites: Suite[] = [
  { name: 'types', command: 'npm run types' },
  { name: 'lint', command: 'npm run lint' },
  { name: 'unused', command: 'npm run unused' },
  {
    name: 'unit',
    command: `npx vitest run --reporter=default --reporter=json --outputFile.json=${unitReport}`,
    counts: unitCounts,
  },
  // The build must not open the store. If it did, it would fail, because this folder cannot be created.
  { name: 'build', command: 'npm run build', env: { DATA_DIR: '/dev/null/data' } },
  { name: 'script budget', command: 'npx tsx scripts/script-budget.ts', after: 'build' },
  {
    name: 'browser',
    command: 'npx playwright test --reporter=list,json',
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport },
    counts: browserCounts,
    after: 'build',
  },
]

const { failed } = await runSuites(suites, (text) => process.stdout.write(text))
rmSync(reports, { recursive: true, force: true })
process.exitCode = failed > 0 ? 1 : 0
