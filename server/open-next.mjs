import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'

/**
 * Starts Next in this process, behind a server that is ours, and gives what answers its requests.
 *
 * @param {{ dev: boolean, dir: string, server: import('node:http').Server }} options
 */
export async function openNext({ dev, dir, server }) {
  if (!dev) {
    const files = readFileSync(join(dir, '.next/required-server-files.json'), 'utf8')
    // Next then takes the configuration it was built with, which is all that standalone output has.
    process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(JSON.parse(files).config)
  }
  const { HOST: hostname = 'localhost', PORT: port } = process.env
  const { default: next } = await import('next')
  const app = next({
    dev,
    dir,
    hostname,
    port: Number(port),
    // Next listens for upgrades on the server it is given; in production it hears of none.
    httpServer: dev ? server : createServer(),
  })
  await app.prepare()
  return app.getRequestHandler()
}
