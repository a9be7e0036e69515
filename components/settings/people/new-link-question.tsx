import { CheckboxField } from '@/components/ui/checkbox-field'
import { ConfirmPage } from '@/components/ui/confirm-page'
import { Name } from '@/components/ui/name'
import type { Person } from '@/lib/contract/api/person'
import type { Viewer } from '@/lib/contract/view/viewer'

/** Returns the path of the page that asks before a sign-in link for a person is made. */
export function newLinkPath(id: string): string {
  return `/settings/people/${encodeURIComponent(id)}/link`
}

/**
 * The question before a sign-in link for a person is made: whether the passkeys end that the person
 * has by now.
 */
export function NewLinkQuestion({
  person: { id, name },
  viewer,
  formKey,
}: {
  person: Person
  viewer: Viewer
  formKey: string
}) {
  const isOwn = id === viewer.apiPersonId
  return (
    <ConfirmPage
      title={
        isOwn ? (
          'Make a sign-in link for yourself?'
        ) : (
          <>
            Make a sign-in link for <Name>{name}</Name>?
          </>
        )
      }
      description={
        isOwn
          ? 'Whoever opens it within 24 hours signs in as you, once and for this account only, and can create a new passkey. Your passkeys go on working. An earlier link stops working.'
          : 'Whoever opens it within 24 hours signs in as this person, once and for this account only, and can create a new passkey. An earlier link stops working.'
      }
      verb="Make the link"
      look="primary"
      action={`${newLinkPath(id)}/submit`}
      fields={{ person: viewer.personId, key: formKey }}
      backTo="/settings/people"
      inputs={
        !isOwn && (
          <CheckboxField
            id="end-passkeys"
            name="end_passkeys"
            value="1"
            defaultChecked
            label="Their earlier passkeys stop working for this account"
            help="At once, and they are signed out of it. A lost device may be in the wrong hands. They can still sign in by single sign-on and to other accounts, and the API tokens, invitations and links that they made go on working."
          />
        )
      }
    />
  )
}
