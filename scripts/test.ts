import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Counts, runSuites, type Suite } from './run-suites'

const reports = mkdtempSync(join(tmpdir(), 'miteos-reports-'))
const unitReport = join(reports, 'unit.json')
const browserReport = join(reports, 'browser.json')

function readJson(path: string) {
  return JSON.parse(readFileSync(path, 'utf8'))
}

function unitCounts(): Counts {
  const { numPassedTests, numFailedTests } = readJson(unitReport)
  return { passed: numPassedTests, failed: numFailedTests }
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
