import { CodeBlock } from '@/components/ui/code-block'
import { Notice } from '@/components/ui/notice'
import type { TokensView } from '@/lib/contract/view/settings'

/** Shows a new token, or says that its secret can no longer be shown. Otherwise shows nothing. */
export function NewTokenPanel({ view }: { view: TokensView }) {
  const { newToken, createdId, apiAddress } = view
  if (newToken === null && createdId === null) return null
  if (newToken === null)
    return (
      <Notice tone="warning" role="status">
        <p>
          <strong className="font-semibold">The token was created.</strong> It is shown only once,
          right after that. If you have not copied it, revoke it and create another one.
        </p>
      </Notice>
    )
  return (
    <section
      aria-label="New API token"
      className="flex flex-col gap-3 rounded-lg border border-success/40 bg-success-subtle p-4"
    >
      <div role="status">
        <p className="font-semibold">Your new API token</p>
        <p className="text-muted text-sm">
          Copy it now. It is shown only this once; Miteos keeps only a hash of it.
        </p>
      </div>
      <CodeBlock code={newToken.token} label="Copy the token" />
      <p className="text-muted text-sm">Try it:</p>
      <CodeBlock
        code={`export MITEOS_TOKEN=${newToken.token}\ncurl ${apiAddress}/integrations -H "Authorization: Bearer $MITEOS_TOKEN"`}
        label="Copy the command"
      />
    </section>
  )
}
