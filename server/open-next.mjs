import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'

/**
 * Loads every page and route, so that the first one who asks does not wait for that. Next would do it while it
 * starts, and be ready a quarter later for it. It only costs time where Next has no such method any more.
 *
 * @param {object} app
 */
async function loadEntries(app) {
  const outer = Reflect.get(app, 'server')
  const inner = await outer?.getServer?.()
  await inner?.unstable_preloadEntries?.()
}

/**
 * Starts Next in this process, behind a server that is ours, and gives what answers its requests, and
 * what loads everything that may be asked for.
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
  return { handler: app.getRequestHandler(), load: () => loadEntries(app) }
}
