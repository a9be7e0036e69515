import type { ShownActor } from '@/lib/contract/api/actor'

interface KindWords {
  /** The badge beside the name, so that no name can pass for somebody of another kind. Null for people. */
  badge: string | null
  /** The heading above the actors of this kind in the filter. */
  group: string
}

const kindWords: Record<string, KindWords> = {
  person: { badge: null, group: 'People' },
  token: { badge: 'API token', group: 'API tokens' },
  staff: { badge: 'Support staff', group: 'Support staff' },
  system: { badge: 'System', group: 'System' },
  signal: { badge: 'Signal', group: 'Signals' },
}

/** Returns what an actor of a kind is called. A kind that this version does not know is called by its own name. */
export function actorKindWords(kind: string): KindWords {
  const known = Object.hasOwn(kindWords, kind) ? kindWords[kind] : undefined
  return known ?? { badge: kind, group: kind }
}

/** Returns the name of an actor, or its id when it has no name. */
export function actorName({ kind, id, name }: ShownActor): string {
  // Older versions named the end of a session as the one who ended it.
  if (kind === 'system' && id === 'session_end') return 'Miteos (end of a session)'
  return name || id
}
