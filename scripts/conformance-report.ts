import { z } from 'zod'
import { checksNotOffered, notOffered } from './conformance-expectations'

/** The file `checks.json` that the suite writes for each scenario. */
export const checksSchema = z.array(
  z.object({
    id: z.string(),
    status: z.enum(['SUCCESS', 'FAILURE', 'WARNING', 'SKIPPED', 'INFO']),
    errorMessage: z.string().optional(),
  }),
)
type Check = z.infer<typeof checksSchema>[number]

/** The result of a scenario. */
export interface Verdict {
  /** The result, for a line of the table. */
  text: string
  /** One sentence for each check that applies and failed, and for a scenario that passes although it should not apply. */
  problems: string[]
}

/** The check that the suite adds to every scenario: whether what the server sent follows the schema of the protocol. */
const schemaCheck = 'wire-schema-valid'

const isRed = ({ status }: Check) => status === 'FAILURE' || status === 'WARNING'
const problemOf = ({ id, errorMessage = '' }: Check) => `${id}: ${errorMessage}`

/** Judges a scenario. A warning counts as a failure. */
export function judgeScenario(scenario: string, checks: readonly Check[]): Verdict {
  const red = checks.filter(isRed)
  const passed = checks.filter(({ status }) => status === 'SUCCESS')
  const reason = notOffered[scenario]
  if (reason !== undefined) {
    const passes = red.length === 0 && passed.some(({ id }) => id !== schemaCheck)
    return {
      text: `does not apply: ${reason}`,
      problems: passes
        ? ['it passes, although it is said not to apply']
        : red.filter(({ id }) => id === schemaCheck).map(problemOf),
    }
  }
  const excused = red.filter(({ id }) => id in checksNotOffered)
  const problems = red.filter((check) => !excused.includes(check)).map(problemOf)
  const reasons = [...new Set(excused.map(({ id }) => checksNotOffered[id]))].join('; ')
  if (passed.length === 0 && problems.length === 0) {
    if (reasons !== '') return { text: `does not apply: ${reasons}`, problems }
    return { text: 'nothing was checked', problems: ['nothing was checked'] }
  }
  const count = `${passed.length} of ${passed.length + problems.length}`
  return {
    text: reasons === '' ? count : `${count}; ${excused.length} do not apply: ${reasons}`,
    problems,
  }
}
