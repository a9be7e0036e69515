import type { Confirmation } from '@/components/ui/confirm-button'
import type { Passkey } from '@/lib/contract/view/passkeys'
import type { PasskeyForms } from './passkey-forms'

/** Returns the path of the page that asks whether to remove a passkey. */
export function removePath({ path }: PasskeyForms, id: string): string {
  return `${path}/${encodeURIComponent(id)}/remove`
}

/** Returns the question that is asked before a passkey is removed. */
export function removeConfirmation({ id, name }: Passkey, forms: PasskeyForms): Confirmation {
  return {
    title: `Remove “${name}”?`,
    description:
      'You cannot sign in with this passkey any more. You stay signed in wherever you are. The device may still offer the passkey until you delete it there.',
    verb: 'Remove',
    action: `${removePath(forms, id)}/submit`,
    fields: forms.fields,
  }
}
