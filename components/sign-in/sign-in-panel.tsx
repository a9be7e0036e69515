import { Mark } from '@/components/ui/mark'
import { Notice } from '@/components/ui/notice'
import { ReferenceId } from '@/components/ui/reference-id'
import type { SignInReason } from '@/lib/contract/view/sign-in'
import { LinkForm } from './link-form'
import { SignInForm } from './sign-in-form'
import { signInWords } from './sign-in-words'

/** The sign-in page. */
export function SignInPanel({
  reason,
  callbackUrl,
  linkSecret,
  referenceId,
}: {
  reason?: SignInReason
  callbackUrl: string
  linkSecret?: string
  referenceId?: string
}) {
  const words = reason && signInWords(reason)
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center gap-6 px-4 pb-[16vh]">
      <div className="flex flex-col items-center gap-4 text-center">
        <Mark className="size-10" />
        <h1 className="font-semibold text-xl tracking-tight">Sign in to Miteos Integrations</h1>
      </div>
      {words && (
        <div id="sign-in-error">
          <Notice tone={words.tone} role={words.tone === 'info' ? 'status' : 'alert'}>
            <p>{words.sentence}</p>
            {referenceId && <ReferenceId id={referenceId} />}
          </Notice>
        </div>
      )}
      <div className="rounded-lg border border-border bg-surface p-6">
        {linkSecret ? (
          <LinkForm secret={linkSecret} callbackUrl={callbackUrl} />
        ) : (
          <SignInForm
            callbackUrl={callbackUrl}
            wasRefused={reason === 'wrong_token' || reason === 'malformed'}
          />
        )}
      </div>
    </main>
  )
}
