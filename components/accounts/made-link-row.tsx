import { CodeBlock } from '@/components/ui/code-block'
import { Name } from '@/components/ui/name'
import type { LinkMailState, MadeLink } from '@/lib/contract/view/accounts'
import { integrationWords, noLinkSentence } from './account-words'

/** Returns the sentences about all links that one press of the button has made. */
export function explanationOfLinks(areMailsSent: boolean): string {
  const ways = areMailsSent
    ? 'A link is mailed to the person who connected the integration, if Miteos knows their address. Copy the other links now and send them yourself: they are shown only this once.'
    : 'This Miteos sends no mail: copy the links now and send them yourself. They are shown only this once.'
  return `Each link is for people of its account and works once, for 7 days. ${ways}`
}

const whyNotMailed: Record<Exclude<LinkMailState, 'queued' | 'sent'>, string> = {
  too_many: 'this account has sent its 200 mails of today. Send the link yourself.',
  cancelled: 'they no longer belong to this account. Send the link to somebody else.',
  undelivered: 'the mail could not be delivered. Send the link yourself.',
}

function Delivery({ mail, connector }: Pick<MadeLink, 'mail' | 'connector'>) {
  const person = connector === null ? 'whoever connected it' : <Name>{connector}</Name>
  if (mail === 'queued') return <span className="text-success">We are mailing it to {person}.</span>
  if (mail === 'sent') return <span className="text-success">We have mailed it to {person}.</span>
  if (mail !== null)
    return (
      <span className="text-warning">
        Not mailed to {person}: {whyNotMailed[mail]}
      </span>
    )
  return (
    <span className="text-muted">
      Not mailed:{' '}
      {connector === null ? (
        'nobody is known who connected it'
      ) : (
        <>
          Miteos cannot mail <Name>{connector}</Name> here
        </>
      )}
      . Send the link yourself.
    </span>
  )
}

/** One integration, with the link that was made for it or the reason why none was. */
export function MadeLinkRow({ row, areMailsSent }: { row: MadeLink; areMailsSent: boolean }) {
  const { accountName, link, reason } = row
  return (
    <li className="flex flex-col gap-1.5 px-4 py-2.5 text-sm">
      <span className="wrap-anywhere">
        <Name className="font-medium">{accountName}</Name>: <Name>{integrationWords(row)}</Name>
      </span>
      {link === null ? (
        <span className="text-warning">{noLinkSentence(reason)}</span>
      ) : (
        <>
          {areMailsSent && <Delivery {...row} />}
          <CodeBlock code={link} label={`Copy the link for ${integrationWords(row)}`} />
        </>
      )}
    </li>
  )
}
