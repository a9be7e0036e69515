import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStorage } from '@/lib/storage/database'
import { createFixtureEndpoint } from '@/tests/conformance/fixture-endpoint'
import { platformOn } from '@/tests/support/platform'
import { fixtureScenarios, notOffered, revisions } from './conformance-expectations'
import { checksSchema, judgeScenario } from './conformance-report'
import { startConformanceServer } from './conformance-server'

/** The suite does not run on Node 20, so npx brings a Node with it. Neither is a dependency of this package. */
const packages = ['node@24', '@modelcontextprotocol/conformance@0.2.0-alpha.12']

type Revision = (typeof revisions)[number]
type Checks = ReturnType<typeof checksSchema.parse>

function say(line: string) {
  process.stdout.write(`${line}\n`)
}

/** Runs all scenarios of a revision and returns the checks of each. The exit status of the suite says nothing more. */
async function runSuite(url: string, revision: Revision): Promise<Map<string, Checks>> {
  const folder = await mkdtemp(join(tmpdir(), 'miteos-conformance-'))
  const chosen = packages.flatMap((name) => ['-p', name])
  const options = ['--url', url, '--requirements', revision, '-o', folder]
  const child = spawn(
    'npx',
    ['--yes', '--loglevel=error', ...chosen, 'conformance', 'server', ...options],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  await once(child, 'exit')
  const results = new Map<string, Checks>()
  for (const name of await readdir(folder)) {
    const scenario = /^server-(.+)-\d{4}-\d\d-\d\dT[\d-]+Z$/.exec(name)?.[1]
    if (scenario === undefined) throw new Error(`"${name}" is the result of no scenario.`)
    const text = await readFile(join(folder, name, 'checks.json'), 'utf8')
    results.set(scenario, checksSchema.parse(JSON.parse(text)))
  }
  await rm(folder, { recursive: true })
  if (results.size === 0) throw new Error('The suite did not run.')
  return results
}

const server = await startConformanceServer()
const dataDir = await mkdtemp(join(tmpdir(), 'miteos-conformance-'))
const storage = openStorage({ dataDir, onIdleError() {} })
const product = platformOn(storage, { settings: { appUrl: server.origin } })
const { token } = await product.client()
const fixtures = createFixtureEndpoint(server.origin)
const url = `${server.origin}/v1/mcp`

/** Prints the table of a revision and returns the scenarios that were run and the number of problems. */
async function report(revision: Revision) {
  server.mount(product.platform.handle, token)
  const ofProduct = await runSuite(url, revision)
  server.mount(fixtures, token)
  const ofFixtures = await runSuite(url, revision)
  say(`\nModel Context Protocol ${revision}\n`)
  let problemCount = 0
  for (const scenario of [...ofProduct.keys()].toSorted()) {
    const results = fixtureScenarios.includes(scenario) ? ofFixtures : ofProduct
    const { text, problems } = judgeScenario(scenario, results.get(scenario) ?? [])
    say(`${problems.length > 0 ? '✗' : ' '} ${scenario.padEnd(46)} ${text}`)
    for (const problem of problems) say(`    ${problem}`)
    problemCount += problems.length
  }
  return { scenarios: [...ofProduct.keys()], problemCount }
}

const reports: Awaited<ReturnType<typeof report>>[] = []
for (const revision of revisions) reports.push(await report(revision))
server.close()
await storage.close()
await rm(dataDir, { recursive: true })

const run = new Set(reports.flatMap(({ scenarios }) => scenarios))
const unknown = [...Object.keys(notOffered), ...fixtureScenarios].filter((name) => !run.has(name))
for (const name of unknown) say(`✗ ${name} is expected, and the suite has no such scenario`)
const problems = reports.reduce((sum, { problemCount }) => sum + problemCount, unknown.length)
say(`\n${problems === 0 ? 'All that applies is green.' : `${problems} problems.`}`)
process.exitCode = problems === 0 ? 0 : 1
