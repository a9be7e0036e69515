import { KeyRound } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { EntryFrame } from '@/components/ui/entry-frame'
import { Name } from '@/components/ui/name'
import { Notice } from '@/components/ui/notice'
import { PasskeyForm } from '@/components/ui/passkey-form'
import { SignOnForm } from '@/components/ui/sign-on-form'
import { TextField } from '@/components/ui/text-field'
import { maxPersonNameLength } from '@/lib/contract/api/person'
import type { JoinError, JoinStaffView } from '@/lib/contract/view/support'

const errorWords: Record<JoinError, string> = {
  link_used: 'This link was used before. Ask the operator of this server for another one.',
  link_replaced:
    'The operator of this server has made a newer link for you, and this one does not work any more. Use the newer one.',
  link_removed:
    'The operator of this server has removed you from the support staff, and this link does not work any more.',
  link_invalid:
    'This link is too old or not complete. Ask the operator of this server for another one.',
  passkey_refused: 'The passkey could not be used. Press the button to try again.',
  passkey_missing: 'Making a passkey needs JavaScript.',
  name_missing: 'Enter a name of printable characters.',
  sso_failed:
    'Single sign-on did not let you in with this link. Try again as the person whom it is for.',
}

function JoinForm({
  view,
}: {
  view: JoinStaffView & { link: NonNullable<JoinStaffView['link']> }
}) {
  const { link, error } = view
  return (
    <PasskeyForm
      kind="create"
      beginPath="/support/join/passkey"
      action="/support/join/submit"
      fields={{ link: link.secret }}
      className="flex flex-col gap-4"
    >
      {link.personName ? (
        <input type="hidden" name="name" value={link.personName} />
      ) : (
        <TextField
          id="name"
          name="name"
          label="Your name"
          required
          maxLength={maxPersonNameLength}
          autoComplete="name"
          error={error === 'name_missing' ? errorWords.name_missing : null}
          help="Customers see it beside what you do in their account."
        />
      )}
      <Button
        type="submit"
        name="with"
        value="passkey"
        look="primary"
        size="medium"
        className="w-full"
      >
        <KeyRound aria-hidden className="size-4" />
        Create a passkey
      </Button>
      <p className="text-muted text-xs leading-relaxed">
        A passkey is your fingerprint, your face or the PIN of your device. You sign in with it from
        now on.
      </p>
    </PasskeyForm>
  )
}

function NoPasskeys() {
  return (
    <Notice tone="warning" role="alert">
      Support staff need a passkey. Browsers allow passkeys only at https addresses with a name, and
      at localhost.
    </Notice>
  )
}

/** The content of the page on which a person becomes support staff. */
export function JoinStaff({ view }: { view: JoinStaffView }) {
  const { link, error, hasPasskeys, signOnName } = view
  return (
    <EntryFrame
      heading={
        link?.personName ? (
          <>
            Sign in as <Name>{link.personName}</Name>
          </>
        ) : (
          'Join the support staff'
        )
      }
    >
      {error && error !== 'name_missing' && (
        <Notice tone="danger" role="alert">
          {errorWords[error]}
          {view.madePasskey &&
            ' Your device may have kept a passkey that does not work here. Delete it there.'}
        </Notice>
      )}
      {link && (
        <div className="flex flex-col gap-6 rounded-lg border border-border bg-surface p-6">
          <p className="text-muted text-sm">
            This link is for <Name>{link.email}</Name>. As support staff you can open the accounts
            of customers, with a reason and for 60 minutes.
          </p>
          {hasPasskeys ? <JoinForm view={{ ...view, link }} /> : !signOnName && <NoPasskeys />}
          {signOnName && (
            <SignOnForm
              signOnName={signOnName}
              callbackUrl="/support"
              linkSecret={link.secret}
              isFirst={!hasPasskeys}
            />
          )}
        </div>
      )}
      {!link && (
        <a href="/sign-in" className="self-center text-accent text-sm underline underline-offset-4">
          Go to the sign-in page
        </a>
      )}
    </EntryFrame>
  )
}
