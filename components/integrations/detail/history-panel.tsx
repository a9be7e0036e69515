'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import { Ago } from '@/components/ui/time'
import type { IntegrationEvent } from '@/lib/contract/api/event'
import { eventSentence } from '../words/event-sentences'
import { notLoadedSentence } from '../words/failure-words'

const perStep = 20

function Events({ events, service }: { events: readonly IntegrationEvent[]; service: string }) {
  const [shown, setShown] = useState(perStep)
  if (events.length === 0) return <p className="text-muted text-sm">Nothing has happened yet.</p>
  return (
    <>
      <ol className="flex flex-col gap-3">
        {events.slice(0, shown).map((event) => (
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
      {events.length > shown && (
        <Button className="mt-4" onClick={() => setShown(shown + perStep)}>
          Show more
        </Button>
      )}
    </>
  )
}

/** The history of an integration, in sentences, newest first. */
export function HistoryPanel({
  events,
  service,
}: {
  events: Pick<UseQueryResult<IntegrationEvent[]>, 'data' | 'error'>
  service: string
}) {
  return (
    <Panel title="History">
      {events.error && (
        <p role="status" className="pb-2 text-muted text-sm">
          {`Could not load the history. ${notLoadedSentence(events.error)}`}
        </p>
      )}
      {events.data && <Events events={events.data} service={service} />}
      {!events.data && !events.error && <p className="text-muted text-sm">Loading…</p>}
    </Panel>
  )
}
