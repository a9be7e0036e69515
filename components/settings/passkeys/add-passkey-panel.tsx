import { Button } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import { PasskeyForm } from '@/components/ui/passkey-form'
import { TextField } from '@/components/ui/text-field'
import { maxPasskeys } from '@/lib/contract/api/limits'
import { maxPersonNameLength } from '@/lib/contract/api/person'
import type { PasskeysView } from '@/lib/contract/view/passkeys'
import type { PasskeyForms } from './passkey-forms'
import { notDoneSentences } from './passkey-words'

/** The form that adds a passkey, or the reason why none can be added. */
export function AddPasskeyPanel({
  view,
  forms,
  known,
}: {
  view: PasskeysView
  forms: PasskeyForms
  /** The number of passkeys that the person has. */
  known: number
}) {
  const title = 'Add a passkey'
  if (!view.arePossible)
    return (
      <Panel title={title}>
        <p className="text-muted">
          Browsers allow passkeys only at https addresses with a name, and at localhost. Here you
          cannot add one.
        </p>
      </Panel>
    )
  if (known >= maxPasskeys)
    return (
      <Panel title={title}>
        <p className="text-muted">{notDoneSentences.too_many}</p>
      </Panel>
    )
  return (
    <Panel title={title}>
      <PasskeyForm
        kind="create"
        beginPath={`${forms.path}/begin`}
        action={`${forms.path}/submit`}
        fields={forms.fields}
        className="noscript:hidden flex flex-col gap-4"
      >
        <TextField
          id="name"
          name="name"
          label="Name"
          required
          maxLength={maxPersonNameLength}
          placeholder="Work laptop"
          defaultValue={view.typedName}
          help="So that you know it again in the list below."
          error={view.error === 'invalid' ? notDoneSentences.invalid : null}
        />
        <Button type="submit" look="primary" size="medium" className="self-start">
          Add passkey
        </Button>
      </PasskeyForm>
      <p className="not-noscript:hidden text-muted">
        Your browser runs no scripts, and without them it can create no passkey.
      </p>
    </Panel>
  )
}
