'use client'

import { useEffect, useRef } from 'react'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { Viewer } from '@/lib/contract/view/viewer'
import { tellOtherTabs } from '@/lib/queries/other-tabs'
import { announceConnected } from './announce-connected'
import { conditionOf } from './words/status-words'

const newsParameters = ['connected', 'instead_of', 'disconnected', 'disconnect'] as const
/** The ids of integrations that the URL has news about, by the name of the parameter. */
type News = Partial<Record<(typeof newsParameters)[number], string>>

/** Returns the news in the URL and removes the news from the URL, so that a reload does not announce it again. */
function readAndRemoveNews(): News {
  const url = new URL(window.location.href)
  const news: News = {}
  for (const name of newsParameters) {
    const id = url.searchParams.get(name)
    if (id) news[name] = id
    url.searchParams.delete(name)
  }
  if (Object.keys(news).length > 0)
    window.history.replaceState(null, '', `${url.pathname}${url.search}`)
  return news
}

/** Opens the dialog that asks whether to disconnect the integration. */
function resumeDisconnect(id: string): void {
  const forms = [...document.querySelectorAll<HTMLFormElement>('[data-disconnect]')]
  forms.find((form) => form.dataset.disconnect === id)?.requestSubmit()
}

/**
 * Announces the news that another page put into the URL: `?connected=`, with `&instead_of=` when the person was
 * reconnecting another integration; and `?disconnected=`. Announces a disconnect only when the list confirms it.
 * `?disconnect=` opens the dialog of a disconnect that was interrupted because the session had ended.
 */
export function AnnounceNews({
  viewer,
  list,
  announceDisconnected,
}: {
  viewer: Viewer
  /** Undefined until the list is loaded. */
  list: readonly ListedIntegration[] | undefined
  /** Passed in, because files of this folder may not import from the folder `disconnect`. */
  announceDisconnected: (
    viewer: Viewer,
    integration: ListedIntegration,
    outcome: 'disconnected',
  ) => void
}) {
  /** The news that waits until the list is loaded. */
  const unannounced = useRef<News>({})

  useEffect(() => {
    const news = readAndRemoveNews()
    unannounced.current = { ...unannounced.current, ...news }
    if (news.connected || news.disconnected) tellOtherTabs()
    if (!list) return
    const { connected, instead_of: insteadOfId, disconnected, disconnect } = unannounced.current
    unannounced.current = {}
    if (connected) announceConnected(list, connected, insteadOfId)
    const disconnectedIntegration = list.find((listed) => listed.id === disconnected)
    if (disconnectedIntegration && conditionOf(disconnectedIntegration) === 'disconnected')
      announceDisconnected(viewer, disconnectedIntegration, 'disconnected')
    if (disconnect) resumeDisconnect(disconnect)
  }, [list, viewer, announceDisconnected])

  return null
}
