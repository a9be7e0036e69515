import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { errorCodeOf } from './error-code'

/**
 * Creates a folder that only its owner may enter, and the folders above it. Leaves an existing folder
 * unchanged. Node's own recursive mkdir is not used: it never returns on a file system that refuses new folders
 * with ENOENT, such as /proc.
 */
export function makeDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if (errorCodeOf(error) === 'EEXIST') return
    if (errorCodeOf(error) !== 'ENOENT' || dirname(folder) === folder) throw error
    makeDataFolder(dirname(folder))
    mkdirSync(folder, { mode: 0o700 })
  }
}
