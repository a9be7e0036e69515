import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { inject } from 'vitest'
import type { TestDatabase } from './stores'

/** Starts a process that writes rows, kills the process after this number of rows, and returns their names. */
export async function writeAndKill(
  database: TestDatabase,
  prefix: string,
  count: number,
): Promise<string[]> {
  const command = [inject('bundles').endlessWriter, JSON.stringify(database), prefix]
  const writer = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] })
  const exit = once(writer, 'exit')
  const acknowledged: string[] = []
  for await (const name of createInterface({ input: writer.stdout })) {
    acknowledged.push(name)
    if (acknowledged.length === count) writer.kill('SIGKILL')
  }
  await exit
  return acknowledged
}
