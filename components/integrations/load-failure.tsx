'use client'

import { CloudAlert, RotateCw } from 'lucide-react'
import type { SubmitEvent } from 'react'
import { Button } from '@/components/ui/button'
import { useSecondsLeft } from '@/components/ui/countdown'
import { EmptyPanel } from '@/components/ui/empty-panel'
import { handOverFocus } from '@/components/ui/hand-over-focus'
import { Notice } from '@/components/ui/notice'
import { ReferenceId } from '@/components/ui/reference-id'
import { ClockTime } from '@/components/ui/time'
import type { Failure, FailureKind } from '@/lib/contract/view/failure'
import { notLoadedSentence } from './words/failure-words'

function RetryButton({
  failure,
  failedAt,
  isRetrying,
  onRetry,
}: {
  failure: Failure
  failedAt: number
  isRetrying: boolean
  onRetry: () => void
}) {
  const left = useSecondsLeft(failure.retryAfterSeconds ?? 0, failedAt)
  if (failure.kind === 'forbidden' || failure.kind === 'not_found') return null
  if (failure.kind === 'session_changed')
    return <Button onClick={() => window.location.reload()}>Reload</Button>
  function retry(event: SubmitEvent) {
    event.preventDefault()
    if (left === 0) onRetry()
  }
  return (
    <form onSubmit={retry}>
      <Button type="submit" ref={handOverFocus} aria-disabled={left > 0 || isRetrying}>
        <RotateCw aria-hidden className="size-3.5" />
        <span>{left > 0 ? `Retry in ${left} s` : isRetrying ? 'Retrying…' : 'Retry'}</span>
      </Button>
    </form>
  )
}

const titles: Partial<Record<FailureKind, (what: string) => string>> = {
  forbidden: () => 'No permission',
  not_found: (what) => `Could not find ${what}`,
}

/** Says what could not be loaded, why, and what the reader can do. It never says "not connected". */
export function LoadFailure({
  what,
  failure,
  failedAt,
  knownAt,
  isRetrying,
  onRetry,
}: {
  /** Completes "Could not load …", such as "the integrations". */
  what: string
  failure: Failure
  failedAt: number
  /** When the shown data was read. Absent when no data is shown. */
  knownAt?: number
  isRetrying: boolean
  onRetry: () => void
}) {
  const title = titles[failure.kind]?.(what) ?? `Could not load ${what}`
  const ask = failure.kind === 'forbidden' ? ' Ask an admin of the account.' : ''
  const why = `${notLoadedSentence(failure)}${ask}`
  const reference = failure.referenceId && <ReferenceId id={failure.referenceId} />
  const retry = <RetryButton {...{ failure, failedAt, isRetrying, onRetry }} />
  if (knownAt === undefined)
    return (
      <EmptyPanel
        role="alert"
        isFailure
        icon={<CloudAlert aria-hidden className="size-5 text-danger" />}
        title={title}
        action={
          <>
            {retry}
            {reference}
          </>
        }
      >
        {why}
      </EmptyPanel>
    )
  return (
    <Notice tone="danger" role="alert" action={retry}>
      <p>
        <strong className="font-semibold">{`${title}.`}</strong> <span>{why}</span>{' '}
        <span>
          Showing what we knew at <ClockTime at={knownAt} />.
        </span>
      </p>
      {reference}
    </Notice>
  )
}
