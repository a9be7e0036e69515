import { join } from 'node:path'

/** Returns the path of the embedded store. */
export function sqliteFile(dataDir: string): string {
  return join(dataDir, 'miteos.db')
}
