/**
 * Resolves to true when the work ends without an error within the time, and otherwise to false. Never rejects. The
 * work is not stopped, and the process stays alive until one of the two is known.
 *
 * @param {() => Promise<unknown>} work
 * @param {number} withinMs
 * @returns {Promise<boolean>}
 */
export async function endsWithin(work, withinMs) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer
  const tooLate = new Promise((resolve) => {
    timer = setTimeout(() => resolve(false), withinMs)
  })
  const isDone = Promise.resolve()
    .then(work)
    .then(
      () => true,
      () => false,
    )
  try {
    return await Promise.race([isDone, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
