import { CloudAlert, Lock } from 'lucide-react'
import { buttonClass } from './button-class'
import { EmptyPanel } from './empty-panel'
import { ReferenceId } from './reference-id'

/** The beginnings of the titles for failures that loading again does not mend. They get no button. */
const lastingTitles: Record<string, string> = {
  forbidden: 'No permission to see',
  not_found: 'Could not find',
}

/** Says what could not be read, why, and what the reader can do. */
export function ReadFailure({
  what,
  path,
  kind,
  sentence,
  referenceId,
}: {
  /** Completes "Could not load …", "Could not find …" and "No permission to see …", such as "the API tokens". */
  what: string
  /** The page to load again. */
  path: string
  kind: string
  /** Says why it could not be read. */
  sentence: string
  referenceId?: string | undefined
}) {
  const lastingTitle = lastingTitles[kind]
  return (
    <EmptyPanel
      role="alert"
      isFailure
      icon={
        kind === 'forbidden' ? (
          <Lock aria-hidden className="size-5 text-muted" />
        ) : (
          <CloudAlert aria-hidden className="size-5 text-danger" />
        )
      }
      title={`${lastingTitle ?? 'Could not load'} ${what}`}
      action={
        <>
          {lastingTitle === undefined && (
            <a className={buttonClass()} href={path}>
              Try again
            </a>
          )}
          {referenceId && <ReferenceId id={referenceId} />}
        </>
      }
    >
      {sentence}
    </EmptyPanel>
  )
}
