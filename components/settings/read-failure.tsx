import { CloudAlert } from 'lucide-react'
import { buttonClass } from '@/components/ui/button-class'
import { EmptyPanel } from '@/components/ui/empty-panel'
import { ReferenceId } from '@/components/ui/reference-id'
import type { Failure, FailureKind, FirstAnswer } from '@/lib/contract/view/failure'

const sentences: Partial<Record<FailureKind, string>> = {
  forbidden: 'Your role may not see them. Ask an admin of the account.',
  not_found: 'The Miteos that this dashboard uses does not offer them.',
  rate_limited: 'Miteos has received too many requests. Try again in a minute.',
  timeout: 'Miteos is not answering.',
  unreachable: 'Miteos cannot be reached at the moment.',
  invalid: 'Miteos sent an answer that makes no sense.',
}

function sentenceFor({ kind }: Failure): string {
  return sentences[kind] ?? 'Something went wrong on the way to Miteos.'
}

/** Says what could not be read, why, and what the reader can do. */
export function ReadFailure({
  what,
  path,
  answer,
}: {
  /** Completes "Could not load …", such as "the API tokens". */
  what: string
  /** The page to load again. */
  path: string
  answer: Exclude<FirstAnswer<unknown>, { kind: 'ready' }>
}) {
  const failure: Failure = answer.kind === 'slow' ? { kind: 'timeout' } : answer.failure
  const isFinal = failure.kind === 'forbidden' || failure.kind === 'not_found'
  return (
    <EmptyPanel
      role="alert"
      isFailure
      icon={<CloudAlert aria-hidden className="size-5 text-danger" />}
      title={isFinal ? `There is no access to ${what}` : `Could not load ${what}`}
      action={
        <>
          {!isFinal && (
            <a className={buttonClass()} href={path}>
              Try again
            </a>
          )}
          {failure.referenceId && <ReferenceId id={failure.referenceId} />}
        </>
      }
    >
      {sentenceFor(failure)}
    </EmptyPanel>
  )
}
