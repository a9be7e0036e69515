'use client'

import { useEffect, useRef } from 'react'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { Viewer } from '@/lib/contract/view/viewer'
import { tellOtherTabs } from '@/lib/queries/other-tabs'
import { announceConnected, announceDisconnected } from './announce'
import { conditionOf } from './words/status-words'

const told = ['connected', 'instead_of', 'disconnected', 'disconnect'] as const
type News = Partial<Record<(typeof told)[number], string>>

/** Takes out of the URL what brought the person here: it is news once, never again. */
function takeNews(): News {
  const url = new URL(window.location.href)
  const news: News = {}
  for (const name of told) {
    const id = url.searchParams.get(name)
    if (id) news[name] = id
    url.searchParams.delete(name)
  }
  if (Object.keys(news).length > 0)
    window.history.replaceState(null, '', `${url.pathname}${url.search}`)
  return news
}

function tell(viewer: Viewer, list: readonly ListedIntegration[], news: News): void {
  if (news.connected) announceConnected(list, news.connected, news.instead_of)
  const gone = list.find((known) => known.id === news.disconnected)
  if (gone && conditionOf(gone) === 'disconnected')
    announceDisconnected(viewer, gone, 'disconnected')
  if (news.disconnect) {
    const forms = [...document.querySelectorAll<HTMLFormElement>('[data-disconnect]')]
    forms.find((form) => form.dataset.disconnect === news.disconnect)?.requestSubmit()
  }
}

/**
 * Tells what came of a way that left the page: `?connected=`, with `&instead_of=` when another
 * one was to be reconnected, `?disconnected=`, and `?disconnect=` for a disconnect that a lost session had
 * interrupted. It says only what the list confirms.
 */
export function Arrival({
  viewer,
  list,
}: {
  viewer: Viewer
  list: readonly ListedIntegration[] | undefined
}) {
  const untold = useRef<News>({})

  useEffect(() => {
    const news = takeNews()
    untold.current = { ...untold.current, ...news }
    if (news.connected || news.disconnected) tellOtherTabs()
    if (!list) return
    tell(viewer, list, untold.current)
    untold.current = {}
  }, [list, viewer])

  return null
}
