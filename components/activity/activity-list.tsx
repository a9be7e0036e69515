import { Download, ScrollText } from 'lucide-react'
import { buttonClass } from '@/components/ui/button-class'
import { EmptyPanel } from '@/components/ui/empty-panel'
import { Panel } from '@/components/ui/panel'
import type { ShownActivity } from '@/lib/contract/api/activity'
import { type ActivityView, activityPath, maxDownloadedRows } from '@/lib/contract/view/activity'
import { ActivityRow } from './activity-row'

function NothingFound({ view: { filters, isFirstPage } }: { view: ActivityView }) {
  const isFiltered = Object.keys(filters).length > 0 || !isFirstPage
  return (
    <EmptyPanel
      icon={<ScrollText aria-hidden className="size-5 text-muted" />}
      title={isFiltered ? 'Nothing matches these filters' : 'Nothing has happened yet'}
      action={
        isFiltered && (
          <a className={buttonClass()} href="/activity">
            Show all activity
          </a>
        )
      }
    >
      What people and API tokens do in this account, and what they are refused, appears here.
    </EmptyPanel>
  )
}

/** Shows what was done and refused, newest first, with links to older and newer pages and to the table. */
export function ActivityList({
  view,
  items,
  nextCursor,
}: {
  view: ActivityView
  items: readonly ShownActivity[]
  nextCursor: string | null
}) {
  const { filters, isFirstPage } = view
  if (items.length === 0) return <NothingFound view={view} />
  return (
    <>
      <Panel
        title="Newest first"
        aside={
          <a
            className={buttonClass({ look: 'quiet' })}
            href={activityPath(filters, { isTable: true })}
            title={`At most ${maxDownloadedRows.toLocaleString('en')} rows, the newest ones`}
            download
          >
            <Download aria-hidden className="size-4" />
            Download CSV
          </a>
        }
      >
        <ul className="-m-4 divide-y divide-border">
          {items.map((item) => (
            <ActivityRow key={item.id} item={item} filters={filters} />
          ))}
        </ul>
      </Panel>
      <p className="flex flex-wrap gap-2">
        {!isFirstPage && (
          <a className={buttonClass()} href={activityPath(filters)}>
            Show the newest activity
          </a>
        )}
        {nextCursor !== null && (
          <a className={buttonClass()} href={activityPath(filters, { cursor: nextCursor })}>
            Show older activity
          </a>
        )}
      </p>
      <p className="text-muted text-xs">
        {`The table has what the filters match, the newest ${maxDownloadedRows.toLocaleString('en')} rows at most.`}
      </p>
    </>
  )
}
