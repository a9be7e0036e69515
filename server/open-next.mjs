import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { createRouteOf } from './next-routes.mjs'

/**
 * Loads every page and route, so that the first visitor does not wait for them. Next could load them during its
 * start, but the start would then take about 25 % longer. Does nothing in a version of Next without the method
 * `unstable_preloadEntries`.
 *
 * @param {object} app
 */
async function loadPages(app) {
  const wrapper = Reflect.get(app, 'server')
  const nextServer = await wrapper?.getServer?.()
  await nextServer?.unstable_preloadEntries?.()
}

/**
 * Starts Next in this process, behind our own server. Returns the handler of its requests, a function that returns
 * the route of a URL, and a function that loads every page and route. In development every route is `other`.
 *
 * @param {{ dev: boolean, dir: string, server: import('node:http').Server }} options
 */
export async function openNext({ dev, dir, server }) {
  /** @type {(url: string) => string} */
  let routeOf = () => 'other'
  if (!dev) {
    /** @param {string} name */
    const built = (name) => JSON.parse(readFileSync(join(dir, '.next', name), 'utf8'))
    // Makes Next use the configuration of the build, because the standalone output contains no other configuration.
    const { config } = built('required-server-files.json')
    process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config)
    routeOf = createRouteOf(built('routes-manifest.json'))
  }
  const { HOST: hostname = 'localhost', PORT: port } = process.env
  const { default: next } = await import('next')
  const app = next({
    dev,
    dir,
    hostname,
    port: Number(port),
    // Next listens for upgrades on this server. In production Next gets another server, which receives no request.
    httpServer: dev ? server : createServer(),
  })
  await app.prepare()
  return { handler: app.getRequestHandler(), routeOf, loadPages: () => loadPages(app) }
}
