import { Name } from '@/components/ui/name'
import { Ago } from '@/components/ui/time'
import type { ShownCheck } from '@/lib/contract/api/check'
import { causeOfCheck, outcomeWords } from '../words/check-words'
import { numerals } from '../words/numerals'
import { checkRowId } from './check-row-id'

const cellClass = 'py-2 pr-4 text-left align-top font-normal last:pr-0'

function Row({ check, id }: { check: ShownCheck; id: string }) {
  return (
    <tr id={id} className="border-border border-t target:bg-accent-subtle">
      <th scope="row" className={`${cellClass} whitespace-nowrap`}>
        <Ago value={check.at} />
        <span className="block text-muted text-xs">{`${numerals.format(check.took_ms)} ms`}</span>
      </th>
      <td className={cellClass}>
        <span>{outcomeWords[check.outcome]}</span>
        <span className="block text-muted text-xs">{causeOfCheck(check.cause)}</span>
      </td>
      <td className={`${cellClass} font-mono text-xs wrap-anywhere`}>
        <Name>{check.asked ?? 'Nobody was asked'}</Name>
        {check.answered !== null && (
          <span className="block">
            → <Name>{check.answered}</Name>
          </span>
        )}
      </td>
    </tr>
  )
}

/** Shows the checks as a table, the newest first, which opens when a mark leads to one of its rows. */
export function CheckTable({ checks }: { checks: readonly ShownCheck[] }) {
  return (
    <details>
      <summary className="cursor-pointer rounded-sm py-1 text-muted text-sm">
        Show as a table
      </summary>
      <table className="mt-2 w-full text-sm">
        <thead className="text-muted">
          <tr>
            <th scope="col" className={cellClass}>
              When
            </th>
            <th scope="col" className={cellClass}>
              Result
            </th>
            <th scope="col" className={cellClass}>
              Asked and answered
            </th>
          </tr>
        </thead>
        <tbody>
          {checks.map((check, index) => {
            const id = checkRowId(checks.length - index)
            return <Row key={id} id={id} check={check} />
          })}
        </tbody>
      </table>
    </details>
  )
}
