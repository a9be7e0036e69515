import { visibleText } from '@/lib/contract/text/visible-text'

/**
 * Shows a URI with the character at position `at` marked. When the URI ends before that position, a
 * gap is marked.
 */
export function MarkedUri({ uri, at }: { uri: string; at: number }) {
  return (
    <code translate="no" className="font-mono text-xs wrap-anywhere">
      {visibleText(uri.slice(0, at))}
      <mark className="rounded-sm bg-danger-subtle px-px font-bold text-danger underline underline-offset-3">
        {at < uri.length ? visibleText(uri.charAt(at)) : '\u00a0'}
      </mark>
      {visibleText(uri.slice(at + 1))}
    </code>
  )
}
