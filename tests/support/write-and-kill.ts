import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Place } from './stores'

/** Lets a process write until enough writes are acknowledged, kills it, and returns the names of these writes. */
export async function writeAndKill(place: Place, name: string, enough: number): Promise<string[]> {
  const writer = spawn(
    process.execPath,
    ['--import', 'tsx', 'tests/support/endless-writer.ts', JSON.stringify(place), name],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const exit = once(writer, 'exit')
  const acknowledged: string[] = []
  for await (const written of createInterface({ input: writer.stdout })) {
    acknowledged.push(written)
    if (acknowledged.length === enough) writer.kill('SIGKILL')
  }
  await exit
  return acknowledged
}
