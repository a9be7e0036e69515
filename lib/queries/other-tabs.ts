const channelName = 'miteos-integrations'

/** Returns `undefined` where the browser has or allows no channels. Other tabs then see changes at their next read. */
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

/** Calls `onChange` whenever another tab has changed something. Returns a function that stops this. */
export function listenToOtherTabs(onChange: () => void): () => void {
  const channel = openChannel()
  channel?.addEventListener('message', onChange)
  return () => channel?.close()
}
