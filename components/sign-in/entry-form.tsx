import { KeyRound } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Name } from '@/components/ui/name'
import { Notice } from '@/components/ui/notice'
import { PasskeyForm } from '@/components/ui/passkey-form'
import { SignOnForm } from '@/components/ui/sign-on-form'
import { TextField } from '@/components/ui/text-field'
import { maxPersonNameLength } from '@/lib/contract/api/person'
import type { EntryView } from '@/lib/contract/view/sign-in'
import { Introduction } from './introduction'
import { OrLine } from './or-line'

interface Entry {
  entry: EntryView
  linkSecret: string
  callbackUrl: string
  /** Whether browsers allow passkeys at this address. */
  hasPasskeys: boolean
  /** The name of the issuer with which people can sign in. Absent when there is none. */
  signOnName?: string | undefined
}

/**
 * The form for a person who comes in with a link: their name, and a passkey with which they can
 * sign in from now on.
 */
export function EntryForm({
  isNameMissing,
  replaces,
  ...entry
}: Entry & {
  /** Who is signed in now, and is signed out by this form. */
  replaces: string | undefined
  /** Whether the form was sent without a name. */
  isNameMissing: boolean
}) {
  const { personName, kind } = entry.entry
  const joins = kind !== 'sign_in_link' && !personName
  const verb = joins ? 'Join' : 'Sign in'
  return (
    <>
      <p className="text-muted text-sm">
        <Introduction entry={entry.entry} />
      </p>
      {replaces && (
        <Notice tone="warning">
          You are signed in as <Name>{replaces}</Name>. When you go on, you are signed out there and
          {personName ? (
            <>
              {' '}
              signed in as <Name>{personName}</Name>
            </>
          ) : (
            ' come in as a new person'
          )}
          , and the link is used up.
        </Notice>
      )}
      {entry.signOnName && (
        <>
          <SignOnForm
            signOnName={entry.signOnName}
            callbackUrl={entry.callbackUrl}
            linkSecret={entry.linkSecret}
            isFirst
          />
          <OrLine />
        </>
      )}
      <PasskeyForm
        kind="create"
        beginPath="/sign-in/passkey"
        action="/sign-in/submit"
        fields={{ link: entry.linkSecret, callbackUrl: entry.callbackUrl, cookies: 'needed' }}
        className="flex flex-col gap-4"
      >
        {personName ? (
          <input type="hidden" name="name" value={personName} />
        ) : (
          <TextField
            id="name"
            name="name"
            label="Your name"
            required
            maxLength={maxPersonNameLength}
            autoComplete="name"
            error={isNameMissing ? 'Enter a name of printable characters.' : null}
            help="Colleagues see it beside what you do."
          />
        )}
        {entry.hasPasskeys ? (
          <>
            <Button
              type="submit"
              name="with"
              value="passkey"
              look={entry.signOnName ? 'secondary' : 'primary'}
              size="medium"
              className="noscript:hidden w-full"
            >
              <KeyRound aria-hidden className="size-4" />
              Create a passkey
            </Button>
            <p className="noscript:hidden text-muted text-xs leading-relaxed">
              A passkey is your fingerprint, your face or the PIN of your device. There is no
              password to remember.
            </p>
          </>
        ) : (
          <p className="text-muted text-xs leading-relaxed">
            Browsers allow passkeys only at https addresses with a name, and at localhost. Without
            one, you need a new link each time you sign in.
          </p>
        )}
        <Button
          type="submit"
          data-without-passkey=""
          formNoValidate={kind === 'sign_in_link'}
          look={entry.hasPasskeys || entry.signOnName ? 'quiet' : 'primary'}
          size="medium"
          className="w-full"
        >
          {entry.hasPasskeys ? `${verb} without a passkey` : verb}
        </Button>
      </PasskeyForm>
      {entry.hasPasskeys && !personName && (
        <KnownPersonForm linkSecret={entry.linkSecret} callbackUrl={entry.callbackUrl} />
      )}
    </>
  )
}

/**
 * The form for a person who has a passkey already, from another account or from before they were
 * removed. They come in as the person that they are.
 */
function KnownPersonForm({ linkSecret, callbackUrl }: { linkSecret: string; callbackUrl: string }) {
  return (
    <PasskeyForm
      kind="use"
      beginPath="/sign-in/passkey"
      action="/sign-in/submit"
      fields={{ link: linkSecret, as: 'passkey', cookies: 'needed', callbackUrl }}
      className="noscript:hidden flex flex-col gap-2 border-border border-t pt-6"
    >
      <p className="text-muted text-sm">Do you use Miteos already?</p>
      <Button type="submit" name="with" value="passkey" size="medium" className="w-full">
        Sign in with your passkey
      </Button>
    </PasskeyForm>
  )
}
