/**
 * Resolves to true when the work ends without an error within the time, and otherwise to false. Never rejects. The
 * work is not stopped.
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
