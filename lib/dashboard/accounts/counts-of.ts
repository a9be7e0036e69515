interface StatusCount {
  accountId: string
  status: string
  count: number
}

/** Returns how many integrations of an account are connected and disconnected. */
export function countsOf(
  counts: readonly StatusCount[],
  { accountId }: { accountId: string },
): { connected: number; disconnected: number } {
  const own = counts.filter((each) => each.accountId === accountId)
  const countOf = (status: string) => own.find((each) => each.status === status)?.count ?? 0
  return { connected: countOf('connected'), disconnected: countOf('disconnected') }
}
