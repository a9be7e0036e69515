import { Name } from '@/components/ui/name'
import type { EntryView } from '@/lib/contract/view/sign-in'
import { InvitationSentence } from './invitation-sentence'

/** Says what the link is for. */
export function Introduction({ entry }: { entry: EntryView }) {
  const { kind, accountName, personName, madeBy } = entry
  if (personName)
    return (
      <>
        <Name>{madeBy}</Name> made this link for you. It lets you into{' '}
        <Name className="font-medium">{accountName}</Name> once.
      </>
    )
  if (kind !== 'sign_in_link') return <InvitationSentence entry={entry} />
  return (
    <>
      This link lets you in once, as an admin of <Name className="font-medium">{accountName}</Name>.
      You begin in the test environment, where services are simulated: connect, break and repair
      what you like.
    </>
  )
}
