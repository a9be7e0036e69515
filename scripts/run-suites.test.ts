import { expect, test } from 'vitest'
import { runSuites, type Suite } from './run-suites'

/** Returns a command that runs this JavaScript and prints nothing. */
const commandFor = (script: string) => `"${process.execPath}" -e '${script}'`
const succeeding = commandFor('process.exit(0)')
const failing = commandFor('process.exit(3)')
const killed = commandFor('process.kill(process.pid, "SIGKILL")')

async function run(...suites: Suite[]) {
  let said = ''
  const total = await runSuites(suites, (text) => {
    said += text
  })
  return { ...total, lines: said.trimEnd().split('\n') }
}

const unit = (command: string, counts: Suite['counts']): Suite => ({
  name: 'unit',
  command,
  ...(counts && { counts }),
})

test('the last line has the sums, and a failed suite does not stop the suites that do not need it', async () => {
  const { lines, ...total } = await run(
    { name: 'types', command: failing },
    unit(succeeding, () => ({ passed: 40, failed: 0 })),
    { name: 'build', command: succeeding },
    {
      name: 'browser',
      command: succeeding,
      counts: () => ({ passed: 7, failed: 0 }),
      after: 'build',
    },
  )
  expect(total).toEqual({ passed: 48, failed: 1 })
  expect(lines.at(-1)).toBe('48 passed, 1 failed')
})

test('the failures of all suites are added up', async () => {
  const total = await run(
    unit(failing, () => ({ passed: 40, failed: 2 })),
    { name: 'browser', command: failing, counts: () => ({ passed: 7, failed: 3 }) },
  )
  expect(total).toMatchObject({ passed: 47, failed: 5 })
})

test('the names of the tests that failed come again at the end, because a long output hides them', async () => {
  const failures = ['tests/a.test.ts: a list is read']
  const { lines } = await run(unit(failing, () => ({ passed: 40, failed: 1, failures })))
  expect(lines.slice(-4)).toEqual([
    'unit: 40 ok, 1 not',
    '  tests/a.test.ts: a list is read',
    '',
    '40 passed, 1 failed',
  ])
})

test.each<[string, Suite]>([
  ['ends badly with a report of success', unit(failing, () => ({ passed: 40, failed: 0 }))],
  ['is killed with a report of success', unit(killed, () => ({ passed: 40, failed: 0 }))],
  ['ends well with a report of failures', unit(succeeding, () => ({ passed: 40, failed: 1 }))],
  ['ends well with a report that nothing ran', unit(succeeding, () => ({ passed: 0, failed: 0 }))],
  ['ends well and leaves no report', unit(succeeding, () => JSON.parse(''))],
  ['ends well and leaves another report', unit(succeeding, () => JSON.parse('{}'))],
  ['is killed and leaves no report', unit(killed, () => JSON.parse(''))],
  ['is killed', unit(killed, undefined)],
  ['does not exist', unit('no-such-runner-anywhere 2>&-', undefined)],
])('a runner that %s has failed', async (_, suite) => {
  expect((await run(suite)).failed).toBe(1)
})

test('a suite is not run and counts as failed when the suite that it needs has failed', async () => {
  const { lines, ...total } = await run(
    { name: 'build', command: failing },
    {
      name: 'browser',
      command: succeeding,
      counts: () => ({ passed: 7, failed: 0 }),
      after: 'build',
    },
  )
  expect(total).toEqual({ passed: 0, failed: 2 })
  expect(lines).toContain('not run: build failed')
})
