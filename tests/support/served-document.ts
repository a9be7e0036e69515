import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStorage } from '@/lib/storage/database'
import { platformOn } from './platform'

/** Returns the text of the OpenAPI document as the platform serves it. Its store is not opened. */
export async function servedDocument(): Promise<string> {
  const storage = openStorage({
    dataDir: join(tmpdir(), 'miteos-never-opened'),
    onIdleError(error) {
      throw error
    },
  })
  const response = await platformOn(storage).anonymous('GET', '/v1/openapi.json')
  return response.text()
}
