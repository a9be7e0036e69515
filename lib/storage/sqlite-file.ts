import { join } from 'node:path'

/** Where the embedded store is. */
export function sqliteFile(dataDir: string): string {
  return join(dataDir, 'miteos.db')
}
