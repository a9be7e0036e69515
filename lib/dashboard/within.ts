/** What the work comes to, or `late` when that takes longer than `ms`. It goes on all the same. */
export async function within<T, L>(work: Promise<T>, ms: number, late: L): Promise<T | L> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<L>((resolve) => {
    timer = setTimeout(resolve, ms, late)
  })
  return Promise.race([work, patience]).finally(() => clearTimeout(timer))
}
