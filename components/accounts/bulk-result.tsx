import { Name } from '@/components/ui/name'
import { Notice } from '@/components/ui/notice'
import type { CheckResult, BulkResult as Result } from '@/lib/contract/view/accounts'
import {
  checkResultWords,
  countWords,
  integrationWords,
  leftOutSentence,
  linkedBeforeSentence,
} from './account-words'
import { explanationOfLinks, MadeLinkRow } from './made-link-row'

type NewResult = Exclude<Result, { kind: 'shown_before' }>

function isKnown(found: CheckResult): boolean {
  return found === 'connected' || found === 'still_broken'
}

function explanationOfChecks({ rows }: Extract<NewResult, { kind: 'check' }>): string {
  return rows.some(({ result }) => result === 'unknown')
    ? 'Some checks still run. Load the page again in a minute.'
    : rows.some(({ result }) => isKnown(result))
      ? 'The counts below have the results already.'
      : 'The services gave no answer that settles it, so the counts below are as they were. Try again later.'
}

function Heading({ result }: { result: NewResult }) {
  if (result.kind === 'check') {
    const checked = result.rows.filter(({ result: found }) => isKnown(found))
    return `${checked.length} of ${countWords(result.rows.length, 'integration')} checked`
  }
  const made = result.rows.filter(({ link }) => link !== null).length
  return `${countWords(made, 'reconnect link')} made`
}

function explanationOf(result: NewResult, areMailsSent: boolean): string {
  if (result.kind === 'check')
    return result.rows.length === 0
      ? 'The accounts that you chose have nothing to check.'
      : explanationOfChecks(result)
  return result.rows.length === 0
    ? result.linkedBefore === 0
      ? 'In the accounts that you chose, nothing needs reconnecting.'
      : 'Nothing was left to do.'
    : explanationOfLinks(areMailsSent)
}

function Rows({ result, areMailsSent }: { result: NewResult; areMailsSent: boolean }) {
  if (result.kind === 'check')
    return result.rows.map(({ id, accountName, result: found, ...names }) => (
      <li key={id} className="flex flex-wrap justify-between gap-x-4 px-4 py-2 text-sm">
        <span className="min-w-0 flex-1 basis-64 wrap-anywhere">
          <Name className="font-medium">{accountName}</Name>: <Name>{integrationWords(names)}</Name>
        </span>
        <span className={found === 'connected' ? 'text-success' : 'text-warning'}>
          {checkResultWords[found]}
        </span>
      </li>
    ))
  return result.rows.map((row) => (
    <MadeLinkRow key={row.id} row={row} areMailsSent={areMailsSent} />
  ))
}

/** Tells what a button for many accounts has done, with a result for each integration. */
export function BulkResult({ result, areMailsSent }: { result: Result; areMailsSent: boolean }) {
  if (result.kind === 'shown_before')
    return (
      <Notice tone="info" role="status">
        This was done, and its results are shown only once. The counts below are as they are now.
      </Notice>
    )
  const leftOut = leftOutSentence(result)
  const linkedBefore = linkedBeforeSentence(result)
  return (
    <section aria-label="Results" className="rounded-lg border border-success/40 bg-success-subtle">
      <div role="status" className="px-4 py-3">
        <p className="font-semibold">
          <Heading result={result} />
        </p>
        <p className="text-muted text-sm">{explanationOf(result, areMailsSent)}</p>
        {linkedBefore !== null && <p className="text-muted text-sm">{linkedBefore}</p>}
        {leftOut !== null && <p className="text-sm text-warning">{leftOut}</p>}
      </div>
      {result.rows.length > 0 && (
        <ul className="divide-y divide-border rounded-b-lg border-border border-t bg-surface">
          <Rows result={result} areMailsSent={areMailsSent} />
        </ul>
      )}
    </section>
  )
}
