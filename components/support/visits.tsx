import { Name } from '@/components/ui/name'
import { Panel } from '@/components/ui/panel'
import { DayAndTime } from '@/components/ui/time'
import type { StaffView, VisitView } from '@/lib/contract/view/support'

function Visit({ visit }: { visit: VisitView }) {
  const { accountId, accountName, environment, reason, openedAt, endsAt, isOpen } = visit
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3.5">
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-0.5">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <a
            href={`/support/${encodeURIComponent(accountId)}`}
            className="font-medium underline-offset-4 wrap-anywhere hover:underline"
          >
            <Name>{accountName}</Name>
          </a>
          <span className="rounded-sm bg-subtle px-1.5 py-0.5 font-medium text-muted text-xs">
            {environment}
          </span>
        </p>
        <p className="text-muted text-sm wrap-anywhere">
          <Name>{reason}</Name>
        </p>
      </div>
      <p className="text-muted text-xs">
        {isOpen ? (
          <>
            Open until <DayAndTime at={endsAt} />
          </>
        ) : (
          <>
            Opened <DayAndTime at={openedAt} />
          </>
        )}
      </p>
    </li>
  )
}

/**
 * The accounts that a member of the support staff opened, the last one first. Shows nothing when
 * there are none.
 */
export function Visits({ visits, staff }: { visits: VisitView[]; staff: StaffView }) {
  if (visits.length === 0) return null
  return (
    <Panel title={`Opened by ${staff.name}`}>
      <ul className="-m-4 divide-y divide-border">
        {visits.map((visit) => (
          <Visit key={visit.id} visit={visit} />
        ))}
      </ul>
    </Panel>
  )
}
