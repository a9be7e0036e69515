import { KeyRound } from 'lucide-react'
import { EmptyPanel } from '@/components/ui/empty-panel'
import { Notice } from '@/components/ui/notice'
import { Panel } from '@/components/ui/panel'
import { ReadFailure } from '@/components/ui/read-failure'
import { failureOf } from '@/lib/contract/view/failure-words'
import type { PasskeysView } from '@/lib/contract/view/passkeys'
import { AddPasskeyPanel } from './add-passkey-panel'
import type { PasskeyForms } from './passkey-forms'
import { PasskeyRow } from './passkey-row'
import { notDoneSentences } from './passkey-words'

const icon = <KeyRound aria-hidden className="size-5 text-muted" />

/** Says what a form of the page has just done, or why it changed nothing. */
function DoneNotice({ view: { error, isAdded, isRemoved } }: { view: PasskeysView }) {
  if (error && error !== 'invalid')
    return (
      <Notice tone="danger" role="alert">
        {notDoneSentences[error]}
      </Notice>
    )
  if (!isAdded && !isRemoved) return null
  return (
    <Notice tone="success" role="status">
      {isAdded
        ? 'Added. You can sign in with this passkey from now on.'
        : 'Removed. This passkey signs nobody in any more.'}
    </Notice>
  )
}

/** The content of the page about the passkeys of the person who is signed in. */
export function Passkeys({
  view,
  forms,
  isSupportStaff = false,
}: {
  view: PasskeysView
  forms: PasskeyForms
  /** Whether support staff look at it in the account of a customer. */
  isSupportStaff?: boolean
}) {
  const { passkeys: answer } = view
  if (answer === null)
    return (
      <EmptyPanel icon={icon} title="Passkeys belong to people">
        {isSupportStaff ? (
          <>
            You are here as support staff. Your own passkeys are{' '}
            <a className="text-accent underline underline-offset-4" href="/support/passkeys">
              at the support pages
            </a>
            .
          </>
        ) : (
          'You are not signed in as a person but with an API token, or this Miteos has no passkeys.'
        )}
      </EmptyPanel>
    )
  if (answer.kind !== 'ready')
    return <ReadFailure what="your passkeys" path={forms.path} {...failureOf(answer)} />
  const { value: passkeys } = answer
  return (
    <>
      <DoneNotice view={view} />
      {view.isForOneAccount && (
        <Notice tone="info">
          You came in with a link for this account only. So this page has your passkeys for this
          account only, and others that you have are not shown.
        </Notice>
      )}
      <AddPasskeyPanel view={view} forms={forms} known={passkeys.length} />
      {passkeys.length === 0 ? (
        <EmptyPanel
          icon={icon}
          title={
            view.isForOneAccount ? 'No passkey for this account only' : 'You have no passkey yet'
          }
        >
          {view.signOnName === undefined
            ? 'Without one you need a new link each time you sign in.'
            : `Without one you sign in with ${view.signOnName}, or need a new link each time.`}
        </EmptyPanel>
      ) : (
        <Panel title="Passkeys">
          <ul className="-m-4 divide-y divide-border">
            {passkeys.map((passkey) => (
              <PasskeyRow key={passkey.id} passkey={passkey} forms={forms} />
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}
