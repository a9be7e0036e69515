import { Name } from '@/components/ui/name'
import { Ago } from '@/components/ui/time'
import type { ShownActivity } from '@/lib/contract/api/activity'
import { type ActivityFilters, activityPath } from '@/lib/contract/view/activity'
import { activitySentence } from './activity-words'
import { actorKindWords, actorName } from './actor-words'
import { OutcomeBadge } from './outcome-badge'
import { reasonWords } from './reason-words'

const linkClass = 'rounded-sm hover:underline'
const badgeClass = 'rounded-sm bg-subtle px-1.5 py-0.5 font-medium text-muted text-xs'

/** One record of the activity in words. Its actor and its type are links that filter by them. */
export function ActivityRow({ item, filters }: { item: ShownActivity; filters: ActivityFilters }) {
  const { actor, target, type, environment, outcome, note } = item
  // An invitation without an address has its role as its name.
  const reason = item.reason === target.name ? undefined : item.reason
  const { badge } = actorKindWords(actor.kind)
  const { before, name, after } = activitySentence(item)
  return (
    <li className="flex flex-col gap-1 px-4 py-3">
      <p className="wrap-anywhere">
        {badge !== null && <span className={badgeClass}>{badge}</span>}{' '}
        <a
          href={activityPath({ ...filters, actor: actor.id })}
          className={`${linkClass} font-medium`}
        >
          <Name>{actorName(actor)}</Name>
        </a>{' '}
        {before}
        {name !== null && <Name className="font-medium">{name}</Name>}
        {after}
      </p>
      {note && (
        <p className="text-sm wrap-anywhere">
          “<Name>{note}</Name>”
        </p>
      )}
      {reason && outcome !== 'done' && (
        <p className="text-muted text-sm">{reasonWords(reason, type)}</p>
      )}
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted text-xs">
        <OutcomeBadge outcome={outcome} />
        <Ago value={item.at} />
        <span className="rounded-sm bg-subtle px-1.5 py-0.5 font-medium uppercase">
          {environment}
        </span>
        <a href={activityPath({ ...filters, type })} className={`${linkClass} font-mono`}>
          <Name>{type}</Name>
        </a>
        {reason && outcome === 'done' && <span>{reasonWords(reason, type)}</span>}
      </p>
    </li>
  )
}
