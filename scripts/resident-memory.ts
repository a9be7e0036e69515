import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Returns the resident memory of a process in bytes: from `/proc` on Linux, from `ps` on other systems. */
export function residentMemory(pid: number): number {
  const kilobytes =
    process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)?.[1]
      : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
  return Number(kilobytes) * 1024
}
