const channelName = 'miteos-integrations'

/**
 * Opens the channel to the other tabs. Returns `undefined` when the browser has no channels or forbids them. In
 * that case other tabs see a change when they next load their data.
 */
function openChannel(): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(channelName)
  } catch {
    return undefined
  }
}

/** Tells the other tabs of this browser that their data is out of date. */
export function tellOtherTabs(): void {
  const channel = openChannel()
  channel?.postMessage('changed')
  channel?.close()
}

/** Calls `onChange` whenever another tab has changed something. Returns a function that stops listening. */
export function listenToOtherTabs(onChange: () => void): () => void {
  const channel = openChannel()
  channel?.addEventListener('message', onChange)
  return () => channel?.close()
}
