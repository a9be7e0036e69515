import { CopyButton } from './copy-button'

/** A reference id in small letters, with a button to copy it for a message to support. */
export function ReferenceId({ id }: { id: string }) {
  return (
    <p className="flex items-center gap-1 text-muted text-xs">
      <span className="min-w-0">
        Reference{' '}
        <code translate="no" className="font-mono text-foreground wrap-anywhere">
          {id}
        </code>
      </span>
      <CopyButton text={id} label="Copy the reference id" size="smallIcon" />
    </p>
  )
}
