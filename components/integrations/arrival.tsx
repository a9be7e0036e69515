'use client'

import { useEffect, useRef } from 'react'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { Viewer } from '@/lib/contract/view/viewer'
import { tellOtherTabs } from '@/lib/queries/other-tabs'
import { announceConnected } from './announce-connected'
import { conditionOf } from './words/status-words'

const parameters = ['connected', 'instead_of', 'disconnected', 'disconnect'] as const
/** The ids in the URL, by the name of their parameter. */
type News = Partial<Record<(typeof parameters)[number], string>>

/** Removes the news from the URL and returns it: a reload must not announce it again. */
function takeNews(): News {
  const url = new URL(window.location.href)
  const news: News = {}
  for (const name of parameters) {
    const id = url.searchParams.get(name)
    if (id) news[name] = id
    url.searchParams.delete(name)
  }
  if (Object.keys(news).length > 0)
    window.history.replaceState(null, '', `${url.pathname}${url.search}`)
  return news
}

function resumeDisconnect(id: string): void {
  const forms = [...document.querySelectorAll<HTMLFormElement>('[data-disconnect]')]
  forms.find((form) => form.dataset.disconnect === id)?.requestSubmit()
}

/**
 * Announces the result that the URL brings from another page: `?connected=`, with `&instead_of=` when
 * another integration was to be reconnected; `?disconnected=`; and `?disconnect=`, which opens the dialog of
 * a disconnect that was interrupted because the session ended. Announces only what the list confirms.
 */
export function Arrival({
  viewer,
  list,
  announceDisconnected,
}: {
  viewer: Viewer
  list: readonly ListedIntegration[] | undefined
  announceDisconnected: (
    viewer: Viewer,
    integration: ListedIntegration,
    outcome: 'disconnected',
  ) => void
}) {
  const pending = useRef<News>({})

  useEffect(() => {
    const news = takeNews()
    pending.current = { ...pending.current, ...news }
    if (news.connected || news.disconnected) tellOtherTabs()
    if (!list) return
    const { connected, instead_of: insteadOf, disconnected, disconnect } = pending.current
    pending.current = {}
    if (connected) announceConnected(list, connected, insteadOf)
    const removed = list.find((known) => known.id === disconnected)
    if (removed && conditionOf(removed) === 'disconnected')
      announceDisconnected(viewer, removed, 'disconnected')
    if (disconnect) resumeDisconnect(disconnect)
  }, [list, viewer, announceDisconnected])

  return null
}
