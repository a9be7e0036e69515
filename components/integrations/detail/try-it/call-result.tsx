import { CodeBlock } from '@/components/ui/code-block'
import { Notice } from '@/components/ui/notice'
import type { TriedCall } from '@/lib/contract/view/try-it'
import { failureHeading } from '../../words/call-words'

/** Returns what a screen reader says when a call has ended. The output itself would be too long. */
export function spokenResult({ outcome, took_ms, error }: TriedCall, service: string): string {
  return outcome === 'ok'
    ? `Done in ${took_ms} ms. The output follows.`
    : `${failureHeading(error?.kind, service)}. ${error?.message ?? ''}`
}

/**
 * The output of a call, or why it did not do its work, with a link to the page on which a person
 * can repair that.
 */
export function CallResult({
  call: { outcome, took_ms, output, error },
  service,
}: {
  call: TriedCall
  service: string
}) {
  if (outcome === 'ok')
    return (
      <div className="flex flex-col gap-1.5">
        <p className="text-success text-sm">{`Done in ${took_ms} ms. An agent gets this:`}</p>
        <div className="max-h-96 overflow-y-auto rounded-md">
          <CodeBlock code={JSON.stringify(output, null, 2)} label="Output" />
        </div>
      </div>
    )
  const isPage = error?.url !== undefined && /^https?:\/\//.test(error.url)
  return (
    <Notice
      tone={error?.kind === 'needs_approval' ? 'warning' : 'danger'}
      action={
        isPage && (
          <a
            className="inline-flex min-h-8 items-center px-2 text-sm underline underline-offset-2"
            href={error.url}
          >
            Open the page
          </a>
        )
      }
    >
      <span className="font-medium">{failureHeading(error?.kind, service)}</span>{' '}
      <code className="text-xs">{error?.kind ?? outcome}</code>
      <br />
      {error?.message}
    </Notice>
  )
}
