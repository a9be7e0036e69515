'use client'

import { CloudAlert, Lock, RotateCw } from 'lucide-react'
import type { SubmitEvent } from 'react'
import { Button } from '@/components/ui/button'
import { useSecondsLeft } from '@/components/ui/countdown'
import { EmptyPanel } from '@/components/ui/empty-panel'
import { moveFocusWhenRemoved } from '@/components/ui/move-focus-when-removed'
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
  const secondsLeft = useSecondsLeft(failure.retryAfterSeconds ?? 0, failedAt)
  if (failure.kind === 'forbidden' || failure.kind === 'not_found') return null
  if (failure.kind === 'session_changed' || failure.kind === 'place_changed')
    return <Button onClick={() => window.location.reload()}>Reload</Button>
  function retry(event: SubmitEvent) {
    event.preventDefault()
    if (secondsLeft === 0) onRetry()
  }
  return (
    <form onSubmit={retry}>
      <Button
        type="submit"
        ref={moveFocusWhenRemoved}
        aria-disabled={secondsLeft > 0 || isRetrying}
      >
        <RotateCw aria-hidden className="size-3.5" />
        <span>
          {secondsLeft > 0 ? `Retry in ${secondsLeft} s` : isRetrying ? 'Retrying…' : 'Retry'}
        </span>
      </Button>
    </form>
  )
}

const titlesByKind: Partial<Record<FailureKind, (what: string) => string>> = {
  forbidden: () => 'No permission',
  not_found: (what) => `Could not find ${what}`,
}

/**
 * Says what could not be loaded, why, and what the person can do. The text never suggests that an integration is
 * disconnected, because that is not known.
 */
export function LoadFailure({
  what,
  failure,
  failedAt,
  dataReadAt,
  isRetrying,
  onRetry,
}: {
  /** Completes "Could not load …", such as "the integrations". */
  what: string
  failure: Failure
  /** When the failure came, in milliseconds since 1970. */
  failedAt: number
  /** When the shown data was read, in milliseconds since 1970. Absent when no data is shown. */
  dataReadAt?: number
  isRetrying: boolean
  onRetry: () => void
}) {
  const title = titlesByKind[failure.kind]?.(what) ?? `Could not load ${what}`
  const adviceSentence = failure.kind === 'forbidden' ? ' Ask an admin of the account.' : ''
  const explanation = `${notLoadedSentence(failure)}${adviceSentence}`
  const reference = failure.referenceId && <ReferenceId id={failure.referenceId} />
  const retry = <RetryButton {...{ failure, failedAt, isRetrying, onRetry }} />
  if (dataReadAt === undefined)
    return (
      <EmptyPanel
        role="alert"
        isFailure
        icon={
          failure.kind === 'forbidden' ? (
            <Lock aria-hidden className="size-5 text-muted" />
          ) : (
            <CloudAlert aria-hidden className="size-5 text-danger" />
          )
        }
        title={title}
        action={
          <>
            {retry}
            {reference}
          </>
        }
      >
        {explanation}
      </EmptyPanel>
    )
  return (
    <Notice tone="danger" role="alert" action={retry}>
      <p>
        <strong className="font-semibold">{`${title}.`}</strong> <span>{explanation}</span>{' '}
        <span>
          Showing what we knew at <ClockTime at={dataReadAt} />.
        </span>
      </p>
      {reference}
    </Notice>
  )
}
