import { Name } from '@/components/ui/name'
import { NewLinkPanel } from '@/components/ui/new-link-panel'
import type { PeopleView } from '@/lib/contract/view/people'
import { newLinkWords } from './mail-words'

/**
 * Shows the link of an invitation or a sign-in link that was just made. Otherwise shows nothing.
 */
export function NewLinks({ view }: { view: PeopleView }) {
  const { newInvitation, newSignInLink, arePasskeysEnded, invitations, people } = view
  const open = invitations?.kind === 'ready' ? invitations.value : []
  const listed = people.kind === 'ready' ? people.value.items : []
  const invitation = open.find(({ id }) => id === newInvitation?.id)
  const isOpen = invitation !== undefined || invitations?.kind !== 'ready'
  const { email, mail } = invitation ?? {}
  const person = listed.find(({ id }) => id === newSignInLink?.id)
  return (
    <>
      {newInvitation && (
        <NewLinkPanel
          shown={newInvitation.shown}
          label="New invitation"
          title={
            <>
              {mail ? newLinkWords[mail] : 'Send this link to'}{' '}
              {email ? <Name>{email}</Name> : 'the person whom you invite'}
            </>
          }
          lostSentence={
            isOpen
              ? 'If you have not copied it, withdraw the invitation below and create another one.'
              : 'The invitation is not open any more: somebody has accepted it, it was withdrawn, or it has expired.'
          }
        >
          Whoever accepts it first joins the account.
        </NewLinkPanel>
      )}
      {newSignInLink && (
        <NewLinkPanel
          shown={newSignInLink.shown}
          label="New sign-in link"
          title={<>Send this link to {person ? <Name>{person.name}</Name> : 'this person'}</>}
          lostSentence="If you have not copied it, make another one. The earlier one then stops working."
        >
          Within these 24 hours, whoever opens it signs in as this person, for this account only,
          and can create a new passkey. An earlier link does not work any more.{' '}
          {arePasskeysEnded
            ? 'Their earlier passkeys no longer work for this account.'
            : 'Their earlier passkeys go on working.'}
        </NewLinkPanel>
      )}
    </>
  )
}
