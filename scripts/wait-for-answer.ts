import type { ChildProcess } from 'node:child_process'

const withinMs = 60_000

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url)
    await response.body?.cancel()
    return response.status < 500
  } catch {
    return false
  }
}

/** Waits until a new server answers, and returns how many milliseconds it took. */
export async function waitForAnswer(url: string, child: ChildProcess): Promise<number> {
  const begin = performance.now()
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}.`)
    if (performance.now() - begin > withinMs) throw new Error(`${url} did not answer in time.`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return performance.now() - begin
}
