import type { ReactNode } from 'react'
import { CodeBlock } from './code-block'
import { Notice } from './notice'
import { DayAndTime } from './time'

/** Shows a link that was just made, or says that it can no longer be shown. */
export function NewLinkPanel({
  shown,
  label,
  title,
  lostSentence,
  children,
}: {
  /** Null when the link can no longer be shown. */
  shown: { link: string; expiresAt: string | null } | null
  /** The name of the panel for screen readers. */
  label: string
  title: ReactNode
  /** Says how to get another link when this one can no longer be shown. */
  lostSentence: string
  /** Says what the link does. */
  children: ReactNode
}) {
  if (shown === null)
    return (
      <Notice tone="warning" role="status">
        <strong className="font-semibold">The link was made.</strong>
        {` It is shown only once, right after that. ${lostSentence}`}
      </Notice>
    )
  return (
    <section
      aria-label={label}
      className="flex flex-col gap-3 rounded-lg border border-success/40 bg-success-subtle p-4"
    >
      <div role="status">
        <p className="font-semibold wrap-anywhere">{title}</p>
        <p className="text-muted text-sm">
          It works once
          {shown.expiresAt !== null && (
            <>
              {' '}
              and expires <DayAndTime at={Date.parse(shown.expiresAt)} />
            </>
          )}
          . {children} Copy it now: it is shown only this once.
        </p>
      </div>
      <CodeBlock code={shown.link} label="Copy the link" />
    </section>
  )
}
