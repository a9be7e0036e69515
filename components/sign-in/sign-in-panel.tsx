import { EntryFrame } from '@/components/ui/entry-frame'
import { Name } from '@/components/ui/name'
import { Notice } from '@/components/ui/notice'
import { ReferenceId } from '@/components/ui/reference-id'
import { SignOnForm } from '@/components/ui/sign-on-form'
import type { EntryView, SignInView } from '@/lib/contract/view/sign-in'
import { EntryForm } from './entry-form'
import { JoinAsForm } from './join-as-form'
import { LinkForm } from './link-form'
import { OrLine } from './or-line'
import { PasskeySignIn } from './passkey-sign-in'
import { SignInForm } from './sign-in-form'
import { signInWords } from './sign-in-words'

function Heading({ entry }: { entry: EntryView | undefined }) {
  if (entry?.personName)
    return (
      <>
        Sign in as <Name>{entry.personName}</Name>
      </>
    )
  if (entry && entry.kind !== 'sign_in_link')
    return (
      <>
        Join <Name>{entry.accountName}</Name> on Miteos
      </>
    )
  return 'Sign in to Miteos Integrations'
}

function Forms({ view }: { view: SignInView }) {
  const { entry, linkSecret, callbackUrl, signedInAs, passkeys, signOnName, reason, replaces } =
    view
  if (linkSecret && entry && signedInAs)
    return (
      <JoinAsForm
        entry={entry}
        linkSecret={linkSecret}
        callbackUrl={callbackUrl}
        signedInAs={signedInAs}
      />
    )
  if (linkSecret && entry)
    return (
      <EntryForm
        entry={entry}
        linkSecret={linkSecret}
        callbackUrl={callbackUrl}
        hasPasskeys={passkeys === 'offered'}
        signOnName={signOnName}
        isNameMissing={reason === 'name_missing'}
        replaces={replaces}
      />
    )
  if (linkSecret) return <LinkForm secret={linkSecret} callbackUrl={callbackUrl} />
  return (
    <>
      {(passkeys === 'offered' || signOnName) && (
        <div className="flex flex-col gap-3">
          {passkeys === 'offered' && <PasskeySignIn callbackUrl={callbackUrl} />}
          {signOnName && (
            <SignOnForm
              signOnName={signOnName}
              callbackUrl={callbackUrl}
              isFirst={passkeys !== 'offered'}
            />
          )}
        </div>
      )}
      {signOnName ? <OrLine /> : passkeys === 'offered' && <OrLine className="noscript:hidden" />}
      <SignInForm
        callbackUrl={callbackUrl}
        isOnlyWay={passkeys !== 'offered' && !signOnName}
        wasRefused={reason === 'wrong_token' || reason === 'malformed'}
      />
    </>
  )
}

/** The sign-in page. */
export function SignInPanel({ view }: { view: SignInView }) {
  const { reason, referenceId, entry, signOnName } = view
  const words = reason && signInWords(reason, signOnName)
  return (
    <EntryFrame heading={<Heading entry={entry} />}>
      {words && (
        <div id="sign-in-error">
          <Notice tone={words.tone} role={words.tone === 'info' ? 'status' : 'alert'}>
            <p>{words.sentence}</p>
            {referenceId && <ReferenceId id={referenceId} />}
          </Notice>
        </div>
      )}
      <div className="flex flex-col gap-6 rounded-lg border border-border bg-surface p-6">
        <Forms view={view} />
      </div>
    </EntryFrame>
  )
}
