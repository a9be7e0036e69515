import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { listenToOtherTabs } from './other-tabs'

function reloadAll(client: QueryClient): void {
  void client.invalidateQueries()
}

/** Loads all data again when another tab has changed something. */
export function useFollowOtherTabs(): void {
  const client = useQueryClient()
  useEffect(() => listenToOtherTabs(() => reloadAll(client)), [client])
}
