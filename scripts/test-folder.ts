import { existsSync, readFileSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'

const mounts = '/proc/mounts'
const inMemory = '/dev/shm'
const neededBytes = 2 * 1024 ** 3

/**
 * Returns the folder for the temporary files of the tests. Where Linux has a folder in memory with enough room, in which programs
 * may run, it is that one: the stores of the tests then never wait for a disk.
 */
export function testFolder(): string {
  if (!existsSync(mounts)) return tmpdir()
  const lines = readFileSync(mounts, 'utf8').split('\n')
  const mount = lines.find((line) => line.includes(` ${inMemory} tmpfs `))
  if (!mount || mount.includes('noexec')) return tmpdir()
  const { bavail, bsize } = statfsSync(inMemory)
  return bavail * bsize < neededBytes ? tmpdir() : inMemory
}
