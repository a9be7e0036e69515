/**
 * Whether the work ended well in time. It is not waited for longer than that, and never throws.
 *
 * @param {() => Promise<unknown>} work
 * @param {number} withinMs
 * @returns {Promise<boolean>}
 */
export function endsWithin(work, withinMs) {
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), withinMs).unref()
    Promise.resolve()
      .then(work)
      .then(
        () => resolve(true),
        () => resolve(false),
      )
  })
}
