import { CopyButton } from './copy-button'

/** A piece of code on a quiet ground, with a button to copy it. */
export function CodeBlock({ code, label }: { code: string; label: string }) {
  return (
    <div className="flex items-start gap-1 rounded-md bg-subtle p-1 pl-3">
      <pre
        translate="no"
        className="min-w-0 flex-1 whitespace-pre-wrap py-1.5 font-mono text-xs wrap-anywhere"
      >
        <code>{code}</code>
      </pre>
      <CopyButton text={code} label={label} />
    </div>
  )
}
