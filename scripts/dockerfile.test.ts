import { existsSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { copies, finalStage } from './dockerfile'
import { importsOf } from './imports'

const copied = copies.map(({ from }) => from)

/** Returns the file and all files that it imports by a relative path, directly or indirectly. */
function withImports(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  for (const { from } of importsOf(readFileSync(file, 'utf8')))
    if (from.startsWith('.')) withImports(posix.join(posix.dirname(file), from), seen)
  return seen
}

test('the image has every file that server.mjs imports', () => {
  const files = [...withImports('server.mjs')]
  expect(files.length).toBeGreaterThan(5)
  const missing = files.filter(
    (file) => !copied.some((from) => file === from || file.startsWith(`${from}/`)),
  )
  expect(missing).toEqual([])
})

test('the image has every package that server.mjs imports', async () => {
  const { default: configure } = await import('../next.config.mjs')
  const config = configure('phase-production-build')
  const sources = [...withImports('server.mjs')].map((file) => readFileSync(file, 'utf8'))
  const packages = sources
    .flatMap((source) => importsOf(source).map(({ from }) => from))
    .filter((from) => !from.startsWith('.') && !isBuiltin(from))
  const traced = Object.values(config.outputFileTracingIncludes ?? {}).flat()
  const isInImage = (name: string) =>
    /^(next|@next\/)/.test(name) ||
    config.serverExternalPackages?.includes(name) ||
    traced.some((files) => files.startsWith(`node_modules/${name}/`))
  expect(packages).toContain('ipaddr.js')
  expect(packages.filter((name) => !isInImage(name))).toEqual([])
})

test('every path that is copied into the image is in the checkout or is made by the build', () => {
  expect(copied.filter((from) => !(from.startsWith('.next/') || existsSync(from)))).toEqual([])
  expect(copied).toEqual(expect.arrayContaining(['.next/standalone', '.next/static', 'public']))
})

test('the image listens on every address, runs as the user node and has a health check', () => {
  expect(finalStage).toMatch(/^ENV .*\bHOST=0\.0\.0\.0\b.*\bDATA_DIR=\/data\b/m)
  expect(finalStage).toMatch(/^USER node\n(.*\n)*CMD \["node", "server\.mjs"\]/m)
  expect(finalStage).toMatch(/^HEALTHCHECK .*\/healthz/m)
})
