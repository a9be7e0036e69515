import { Name } from '@/components/ui/name'
import type { ShownActor } from '@/lib/contract/api/actor'

/** Says in plain words who connected an integration. */
export function ConnectedBy({ actor: { kind, name } }: { actor: ShownActor }) {
  if (kind !== 'token') return <Name>{name}</Name>
  return (
    <>
      the API token “<Name>{name}</Name>”
    </>
  )
}
