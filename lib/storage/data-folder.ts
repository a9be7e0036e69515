import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

/**
 * Makes a folder that its owner alone may enter, with the folders above it; one that is there is left as
 * it is. Node's own recursive mkdir never returns where a file system refuses new folders with ENOENT,
 * as /proc does.
 */
export function makeDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return
    if (codeOf(error) !== 'ENOENT' || dirname(folder) === folder) throw error
    makeDataFolder(dirname(folder))
    mkdirSync(folder, { mode: 0o700 })
  }
}
