import { expect, test } from 'vitest'
import { runSuites, type Suite } from './run-suites'

/** A runner that ends as it is told and prints nothing. */
const runner = (end: string) => `"${process.execPath}" -e '${end}'`
const well = runner('process.exit(0)')
const badly = runner('process.exit(3)')
const killed = runner('process.kill(process.pid, "SIGKILL")')

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

test('the last line sums up all suites, and one that failed stops none that does not need it', async () => {
  const { lines, ...total } = await run(
    { name: 'types', command: badly },
    unit(well, () => ({ passed: 40, failed: 0 })),
    { name: 'build', command: well },
    { name: 'browser', command: well, counts: () => ({ passed: 7, failed: 0 }), after: 'build' },
  )
  expect(total).toEqual({ passed: 48, failed: 1 })
  expect(lines.at(-1)).toBe('48 passed, 1 failed')
})

test('what failed in each suite is added up', async () => {
  const total = await run(
    unit(badly, () => ({ passed: 40, failed: 2 })),
    { name: 'browser', command: badly, counts: () => ({ passed: 7, failed: 3 }) },
  )
  expect(total).toMatchObject({ passed: 47, failed: 5 })
})

test.each<[string, Suite]>([
  ['ends badly with a report of success', unit(badly, () => ({ passed: 40, failed: 0 }))],
  ['is killed with a report of success', unit(killed, () => ({ passed: 40, failed: 0 }))],
  ['ends well with a report of failures', unit(well, () => ({ passed: 40, failed: 1 }))],
  ['ends well with a report that nothing ran', unit(well, () => ({ passed: 0, failed: 0 }))],
  ['ends well and leaves no report', unit(well, () => JSON.parse(''))],
  ['ends well and leaves another report', unit(well, () => JSON.parse('{}'))],
  ['is killed and leaves no report', unit(killed, () => JSON.parse(''))],
  ['is killed', unit(killed, undefined)],
  ['does not exist', unit('no-such-runner-anywhere 2>&-', undefined)],
])('a runner that %s has failed', async (_, suite) => {
  expect((await run(suite)).failed).toBe(1)
})

test('a suite whose ground failed is not run and has failed', async () => {
  const { lines, ...total } = await run(
    { name: 'build', command: badly },
    { name: 'browser', command: well, counts: () => ({ passed: 7, failed: 0 }), after: 'build' },
  )
  expect(total).toEqual({ passed: 0, failed: 2 })
  expect(lines).toContain('not run: build failed')
})
