import { CloudAlert, Lock } from 'lucide-react'
import { buttonClass } from './button-class'
import { EmptyPanel } from './empty-panel'
import { ReferenceId } from './reference-id'

/** The beginnings of the titles. What has one of these does not change when the page is loaded again. */
const finalTitles: Record<string, string> = {
  forbidden: 'No permission to see',
  not_found: 'Could not find',
}

const sentences: Record<string, string> = {
  forbidden: 'Your role may not see them. Ask an admin of the account.',
  not_found: 'The Miteos that this dashboard uses does not offer them.',
  rate_limited: 'Miteos has received too many requests. Try again in a minute.',
  timeout: 'Miteos is not answering.',
  unreachable: 'Miteos cannot be reached at the moment.',
  invalid: 'Miteos sent an answer that makes no sense.',
}

/** Says what could not be read, why, and what the reader can do. */
export function ReadFailure({
  what,
  path,
  kind = 'timeout',
  referenceId,
}: {
  /** Completes "Could not load …" in the plural, such as "the API tokens". */
  what: string
  /** The page to load again. */
  path: string
  /** The kind of the failure. Without a kind, no answer came in time. */
  kind?: string | undefined
  referenceId?: string | undefined
}) {
  const isFinal = kind in finalTitles
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
      title={`${finalTitles[kind] ?? 'Could not load'} ${what}`}
      action={
        <>
          {!isFinal && (
            <a className={buttonClass()} href={path}>
              Try again
            </a>
          )}
          {referenceId && <ReferenceId id={referenceId} />}
        </>
      }
    >
      {sentences[kind] ?? 'Something went wrong on the way to Miteos.'}
    </EmptyPanel>
  )
}
