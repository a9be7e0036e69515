import type { ActorOption, FilterOption } from '@/lib/contract/view/activity'
import { actorKindWords, actorName } from './actor-words'

const order = ['person', 'token', 'staff', 'system', 'signal']

function positionOf(kind: string): number {
  const index = order.indexOf(kind)
  return index === -1 ? order.length : index
}

/** Returns the options for actors of one kind. Those with the same name also show the end of their id. */
function optionsOf(actors: readonly ActorOption[]): FilterOption[] {
  const names = actors.map(actorName)
  return actors.map((actor) => {
    const name = actorName(actor)
    const isShared = names.filter((other) => other === name).length > 1
    return { id: actor.id, name: isShared ? `${name} (…${actor.id.slice(-4)})` : name }
  })
}

/** Returns the actors in groups, so that an API token with the name of a person cannot pass for them. */
export function actorGroups(
  actors: readonly ActorOption[],
): { name: string; options: FilterOption[] }[] {
  const kinds = [...new Set(actors.map(({ kind }) => kind))]
  return kinds
    .sort((one, other) => positionOf(one) - positionOf(other))
    .map((kind) => ({
      name: actorKindWords(kind).group,
      options: optionsOf(actors.filter((actor) => actor.kind === kind)),
    }))
}
