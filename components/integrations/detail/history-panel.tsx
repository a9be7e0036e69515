'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import { Ago } from '@/components/ui/time'
import type { IntegrationEvent } from '@/lib/contract/api/event'
import { eventSentence } from '../words/event-sentences'
import { notLoadedSentence } from '../words/failure-words'

/** The number of events that are shown at first, and that each press of the button adds. */
const eventsPerStep = 20

function Events({ events, service }: { events: readonly IntegrationEvent[]; service: string }) {
  const [shownCount, setShownCount] = useState(eventsPerStep)
  if (events.length === 0) return <p className="text-muted text-sm">Nothing has happened yet.</p>
  return (
    <>
      <ol className="flex flex-col gap-3">
        {events.slice(0, shownCount).map((event) => (
          <li key={event.id} className="flex gap-3">
            <span aria-hidden className="mt-1.75 size-1.5 shrink-0 rounded-full bg-control" />
            <div className="flex min-w-0 flex-1 justify-between gap-x-4 max-sm:flex-col">
              <span className="wrap-anywhere">{eventSentence(event, service)}</span>
              <span className="shrink-0 text-muted text-sm">
                <Ago value={event.at} />
              </span>
            </div>
          </li>
        ))}
      </ol>
      {events.length > shownCount && (
        <Button className="mt-4" onClick={() => setShownCount(shownCount + eventsPerStep)}>
          Show more
        </Button>
      )}
    </>
  )
}

/** Shows the history of an integration as sentences, the newest first. */
export function HistoryPanel({
  history,
  service,
}: {
  history: Pick<UseQueryResult<IntegrationEvent[]>, 'data' | 'error'>
  service: string
}) {
  return (
    <Panel title="History">
      {history.error && (
        <p role="status" className="pb-2 text-muted text-sm">
          {`Could not load the history. ${notLoadedSentence(history.error)}`}
        </p>
      )}
      {history.data && <Events events={history.data} service={service} />}
      {!history.data && !history.error && <p className="text-muted text-sm">Loading…</p>}
    </Panel>
  )
}
