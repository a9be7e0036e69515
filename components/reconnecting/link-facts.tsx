import { Fact } from '@/components/ui/fact'
import { Name } from '@/components/ui/name'
import { serviceName } from '@/lib/contract/services/catalogue'
import type { ReconnectLinkView } from '@/lib/contract/view/reconnect-link'

type OpenView = Extract<ReconnectLinkView, { kind: 'open' }>

/** Shows who asks: the person who made the link, or the account when an API token made it. */
function Asker({ madeBy: { kind, name }, owner }: OpenView) {
  if (kind === 'person') return <Name>{name}</Name>
  if (kind === 'staff')
    return (
      <>
        <Name>{name}</Name>, who supports <Name>{owner}</Name>,
      </>
    )
  return (
    <>
      The Miteos account <Name>{owner}</Name>
    </>
  )
}

/** Says what a reconnect link does: which account of which service it reconnects, for whom, and what it never does. */
export function LinkFacts({ view }: { view: OpenView }) {
  const { service, accountName, owner, environment, madeBy, isConnected } = view
  const name = serviceName(service)
  return (
    <>
      <p className="text-muted">
        {isConnected ? (
          'This connection works at the moment. You can renew it all the same.'
        ) : (
          <>
            <Asker {...view} /> asks you to reconnect this {name} account, because agents cannot use
            it any more.
          </>
        )}{' '}
        You allow it at {name}, signed in there as exactly this account. Another account is not
        connected in its place.
      </p>
      <dl className="flex w-full flex-col gap-3.5 rounded-lg border border-border bg-surface p-4">
        <Fact name={`Account at ${name}`}>
          <Name className="font-medium">{accountName}</Name>
        </Fact>
        <Fact name="For the agents of">
          <Name>{owner}</Name>, {environment === 'test' ? 'test environment' : 'live environment'}
        </Fact>
        <Fact name="Link made by">
          {madeBy.kind === 'token' && 'An API token with the name '}
          <Name>{madeBy.name}</Name>
          {madeBy.kind === 'staff' && ', support staff'}
        </Fact>
      </dl>
    </>
  )
}
