import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import type { TestProject } from 'vitest/node'

const entries = { admin: 'scripts/admin.ts', endlessWriter: 'tests/support/endless-writer.ts' }

/** The bundles are under `node_modules`, because they load the drivers of the databases from there. */
const cacheFolder = resolve('node_modules/.cache')

declare module 'vitest' {
  interface ProvidedContext {
    /** The paths of programs that tests start as processes of their own. */
    bundles: Record<keyof typeof entries, string>
  }
}

/**
 * Bundles the programs that tests start many times, as the image contains them. Without that, each start would translate
 * hundreds of files, which takes five times as long.
 */
export default async function setup(project: TestProject) {
  await mkdir(cacheFolder, { recursive: true })
  const folder = await mkdtemp(join(cacheFolder, 'miteos-bundles-'))
  await build({
    entryPoints: entries,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['libsql', 'pg'],
    logLevel: 'warning',
  })
  project.provide('bundles', {
    admin: join(folder, 'admin.mjs'),
    endlessWriter: join(folder, 'endlessWriter.mjs'),
  })
  return () => rm(folder, { recursive: true, force: true })
}
