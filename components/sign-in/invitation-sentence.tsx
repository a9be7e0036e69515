import { Name } from '@/components/ui/name'
import { serviceName } from '@/lib/contract/services/catalogue'
import type { EntryView } from '@/lib/contract/view/sign-in'
import { roleSentence } from './sign-in-words'

/** Says who invites the person to which account, for what, and what they may do there. */
export function InvitationSentence({ entry }: { entry: EntryView }) {
  const { madeBy, email, accountName, reconnects } = entry
  const whom = email ? <Name>{email}</Name> : 'you'
  if (reconnects)
    return (
      <>
        <Name>{madeBy}</Name> asks {whom} to reconnect {serviceName(reconnects.service)} as{' '}
        <Name className="font-medium">{reconnects.accountName}</Name>. First you join{' '}
        <Name className="font-medium">{accountName}</Name>. {roleSentence(entry)}
      </>
    )
  return (
    <>
      <Name>{madeBy}</Name> invited {whom} to <Name className="font-medium">{accountName}</Name>.{' '}
      {roleSentence(entry)}
    </>
  )
}
