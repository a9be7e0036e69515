import type { ChildProcess } from 'node:child_process'

const timeLimitMs = 60_000

async function isAnswering(url: string): Promise<boolean> {
  try {
    const response = await fetch(url)
    await response.body?.cancel()
    return response.status < 500
  } catch {
    return false
  }
}

/**
 * Waits until a new server answers with a status below 500, and returns the milliseconds that it took. Throws when the
 * server ends first, or does not answer within a minute.
 */
export async function waitForAnswer(url: string, child: ChildProcess): Promise<number> {
  const begin = performance.now()
  while (!(await isAnswering(url))) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}.`)
    if (performance.now() - begin > timeLimitMs) throw new Error(`${url} did not answer in time.`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return performance.now() - begin
}
