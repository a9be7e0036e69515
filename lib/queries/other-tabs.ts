const channelName = 'miteos-integrations'

/** `undefined` where the browser has no channels, or allows none: other tabs then learn of changes when they read again. */
function openChannel(): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(channelName)
  } catch {
    return undefined
  }
}

/** Tells this person's other tabs that what they show is no longer true. */
export function tellOtherTabs(): void {
  const channel = openChannel()
  channel?.postMessage('changed')
  channel?.close()
}

/** Calls back whenever another tab has changed something; answers with the way to stop. */
export function listenToOtherTabs(onChange: () => void): () => void {
  const channel = openChannel()
  channel?.addEventListener('message', onChange)
  return () => channel?.close()
}
