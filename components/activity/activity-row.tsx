import { Name } from '@/components/ui/name'
import { Ago } from '@/components/ui/time'
import type { ShownActivity } from '@/lib/contract/api/activity'
import { type ActivityFilters, activityPath } from '@/lib/contract/view/activity'
import { activitySentence, reasonWords } from './activity-words'
import { OutcomeBadge } from './outcome-badge'

const linkClass = 'rounded-sm hover:underline'

/** One record of the activity in words. Its actor and its type are links that filter by them. */
export function ActivityRow({ item, filters }: { item: ShownActivity; filters: ActivityFilters }) {
  const { actor, target, type, environment, outcome, reason, note } = item
  const { before, after } = activitySentence(item)
  return (
    <li className="flex flex-col gap-1 px-4 py-3">
      <p className="wrap-anywhere">
        <a
          href={activityPath({ ...filters, actor: actor.id })}
          className={`${linkClass} font-medium`}
        >
          <Name>{actor.name || actor.id}</Name>
        </a>{' '}
        {before}
        {after !== null && (
          <>
            <Name className="font-medium">{target.name || target.id}</Name>
            {after}
          </>
        )}
      </p>
      {note && (
        <p className="text-sm wrap-anywhere">
          “<Name>{note}</Name>”
        </p>
      )}
      {reason && outcome !== 'done' && <p className="text-muted text-sm">{reasonWords(reason)}</p>}
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted text-xs">
        <OutcomeBadge outcome={outcome} />
        <Ago value={item.at} />
        <span className="rounded-sm bg-subtle px-1.5 py-0.5 font-medium uppercase">
          {environment}
        </span>
        <a href={activityPath({ ...filters, type })} className={`${linkClass} font-mono`}>
          <Name>{type}</Name>
        </a>
        {reason && outcome === 'done' && <span>{reasonWords(reason)}</span>}
      </p>
    </li>
  )
}
