/**
 * Returns the result of the work, or `late` when it takes longer than `limitMs`. The work is not stopped, and
 * an error that it throws later is ignored.
 */
export async function within<T, L>(work: Promise<T>, limitMs: number, late: L): Promise<T | L> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<L>((resolve) => {
    timer = setTimeout(resolve, limitMs, late)
  })
  return Promise.race([work, limit]).finally(() => clearTimeout(timer))
}
