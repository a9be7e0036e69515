import {
  type ProblemCode,
  problemCodes,
  problemPath,
  problemStatus,
  problemTitle,
  problemType,
} from '@/lib/contract/api/problem'
import type { Block, Section } from '@/lib/contract/view/developers'
import { errorWords } from '@/lib/contract/view/error-words'
import { answer, table, text } from '../blocks'
import type { DevelopersFacts } from '../facts'

/** Returns an example of a problem with this code. */
function sampleProblem(code: ProblemCode, appUrl: string): Block {
  return answer(`${problemStatus[code]}`, {
    type: problemType(code, appUrl),
    title: problemTitle[code],
    status: problemStatus[code],
    detail: 'One sentence about this very request.',
    code,
    request_id: '1f6b2b1c-7d6e-4b43-9d0e-0a5d3f0c9a11',
  })
}

/** Returns the blocks of the page that explains one code. */
export function errorBlocks(code: ProblemCode, appUrl: string): Block[] {
  const { meaning, remedy, reasons = {} } = errorWords[code]
  const rows = Object.entries(reasons).map(([reason, words]) => [
    reason
      .split(', ')
      .map((name) => (name === '…' ? name : `\`${name}\``))
      .join(', '),
    words,
  ])
  return [
    text(meaning),
    text(`**What to do.** ${remedy}`),
    ...(rows.length > 0 ? [table(['`reason`', 'Meaning'], rows)] : []),
    sampleProblem(code, appUrl),
    text(
      '`request_id` identifies the request in the log of Miteos. Quote it when you ask for help.',
    ),
  ]
}

/** Returns the section with the catalogue of all codes. */
export function errors({ appUrl }: DevelopersFacts): Section {
  return {
    id: 'errors',
    title: 'Errors',
    blocks: [
      text(
        'Every error is `application/problem+json` (RFC 9457). Decide by `code`, which never changes its meaning; `detail` is for people and may be reworded; `type` is the address of the page that explains the code; some problems have a `field` or a `reason`.',
      ),
      sampleProblem('not_found', appUrl),
      table(
        ['Code', 'Meaning and what to do'],
        problemCodes.map((code) => [
          `[\`${code}\`](${problemPath(code)}) ${problemStatus[code]}`,
          `${errorWords[code].meaning} **Do this:** ${errorWords[code].remedy}`,
        ]),
      ),
    ],
    sections: [],
  }
}
