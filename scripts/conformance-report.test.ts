import { expect, test } from 'vitest'
import { judgeScenario } from './conformance-report'

const check = (id: string, status: 'SUCCESS' | 'FAILURE' | 'WARNING' | 'SKIPPED' | 'INFO') => ({
  id,
  status,
  errorMessage: 'It is red.',
})
const schema = check('wire-schema-valid', 'SUCCESS')

test('a scenario that applies passes when all of its checks pass', () => {
  const checks = [check('a', 'SUCCESS'), check('b', 'SKIPPED'), check('c', 'INFO'), schema]
  expect(judgeScenario('tools-list', checks)).toEqual({ text: '2 of 2', problems: [] })
})

test.each(['FAILURE', 'WARNING'] as const)('a %s is a problem', (status) => {
  const { text, problems } = judgeScenario('tools-list', [check('a', status), schema])
  expect([text, problems]).toEqual(['1 of 2', ['a: It is red.']])
})

test('a scenario in which nothing was checked is a problem', () => {
  expect(judgeScenario('tools-list', [check('a', 'INFO')]).problems).toHaveLength(1)
  expect(judgeScenario('tools-list', []).problems).toHaveLength(1)
})

test('a check that does not apply is said and not counted', () => {
  const checks = [check('sep-2549-prompts-list-caching-hints', 'FAILURE'), check('a', 'SUCCESS')]
  expect(judgeScenario('caching', checks)).toEqual({
    text: '1 of 1; 1 do not apply: prompts are not offered',
    problems: [],
  })
})

test('a scenario that does not apply may fail, but not pass, and has to follow the schema', () => {
  const failed = check('prompts-list', 'FAILURE')
  expect(judgeScenario('prompts-list', [failed, schema]).problems).toEqual([])
  expect(judgeScenario('prompts-list', [schema]).problems).toEqual([])
  const passed = check('prompts-list', 'SUCCESS')
  expect(judgeScenario('prompts-list', [passed, schema]).problems).toHaveLength(1)
  const broken = check('wire-schema-valid', 'FAILURE')
  expect(judgeScenario('prompts-list', [failed, broken]).problems).toHaveLength(1)
})
