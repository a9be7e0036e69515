import { Fact } from '@/components/ui/fact'
import { Name } from '@/components/ui/name'
import { serviceName } from '@/lib/contract/services/catalogue'
import type { ReconnectLinkView } from '@/lib/contract/view/reconnect-link'

/** Says what a reconnect link does: which account of which service it reconnects, for whom, and what it never does. */
export function LinkFacts({ view }: { view: Extract<ReconnectLinkView, { kind: 'open' }> }) {
  const { service, accountName, owner, environment, madeBy, isConnected } = view
  const name = serviceName(service)
  return (
    <>
      <p className="text-muted">
        {isConnected ? (
          'This connection works at the moment. You can renew it all the same.'
        ) : (
          <>
            <Name>{madeBy}</Name> asks you to reconnect it, because agents cannot use it any more.
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
          <Name>{madeBy}</Name>
        </Fact>
      </dl>
    </>
  )
}
