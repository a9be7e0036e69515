import { posix } from 'node:path'
import { isAgainstArrows } from './import-arrows'
import { importsOf } from './imports'

/** The one module of `lib/dashboard` that knows the embedded platform. */
export const compositionRoot = 'lib/dashboard/composition'

interface Zone {
  /** The beginning of the paths of the modules in this zone. A module belongs to the first zone that fits. */
  of: string
  /** The folders and modules of ours that the modules may import. */
  may: readonly string[]
  /** The folders from which they may import only types. */
  typesOf?: readonly string[]
  /** The packages that they may import. When it is absent, they may import every package. */
  packages?: readonly string[]
  butNotPackages?: readonly string[]
}

const frameworks = [
  'next',
  'next-auth',
  'react',
  'react-dom',
  '@tanstack/react-query',
  'server-only',
]
const databases = ['kysely', 'libsql', 'pg']
const engines = ['hono', '@hono/zod-openapi', 'oauth4webapi']

const notInBrowser = ['node:', 'server-only', 'pino', ...databases, ...engines]

const contract = ['text', 'services', 'api'].map((name) => `lib/contract/${name}`)
/** The sign-in page, to which both halves and the browser lead. */
const signInPage = 'lib/contract/view/sign-in'
const platformMay = [...contract, signInPage, 'lib/http', 'lib/platform']
/** Folders that may import neither the store nor the vault, so that no quirk of a vendor depends on the storage. */
const withoutStore = ['lib/platform/providers', 'lib/platform/oauth']

/**
 * The imports that are allowed between the parts of the tree. The first zone that fits a module is its zone.
 * The arrows inside one part are in import-arrows.ts.
 */
const zones: readonly Zone[] = [
  { of: 'lib/contract', may: ['lib/contract'], packages: ['zod'] },
  { of: 'lib/http', may: ['lib/http'], packages: ['node:', 'hono'] },
  { of: 'lib/storage', may: ['lib/storage'], butNotPackages: [...frameworks, ...engines] },
  {
    of: 'lib/queries',
    may: ['lib/queries', 'lib/contract/view/session-header', signInPage],
    typesOf: ['lib/contract'],
    packages: ['@tanstack/react-query', 'react'],
  },
  {
    of: compositionRoot,
    may: ['lib/dashboard', 'lib/contract', 'lib/http', 'lib/storage', 'lib/platform'],
    butNotPackages: databases,
  },
  {
    of: 'lib/dashboard',
    may: ['lib/dashboard', 'lib/contract', 'lib/http', 'lib/storage'],
    butNotPackages: ['libsql', 'pg', ...engines],
  },
  ...withoutStore.map((of) => ({
    of,
    may: platformMay,
    butNotPackages: [...frameworks, ...databases],
  })),
  { of: 'lib/platform', may: [...platformMay, 'lib/storage'], butNotPackages: frameworks },
  { of: 'components/ui', may: ['components/ui'], butNotPackages: notInBrowser },
  {
    of: 'components',
    may: ['components/ui', 'components/{noun}', 'lib/queries', 'lib/contract'],
    butNotPackages: notInBrowser,
  },
  {
    of: 'app',
    may: ['app', 'components', 'lib/dashboard', 'lib/contract'],
    butNotPackages: [...databases, ...engines],
  },
  { of: 'proxy', may: ['lib/dashboard'] },
  { of: 'instrumentation', may: ['lib/dashboard'] },
]

/** The only modules that may read the environment: our parser, and the module that asks in which runtime Next runs it. */
const environmentReaders = ['lib/dashboard/env/env', 'instrumentation']

function within(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}

function resolve(file: string, from: string): { module: string } | { package: string } {
  if (from.startsWith('@/')) return { module: withoutExtension(from.slice(2)) }
  if (!from.startsWith('.')) return { package: from.startsWith('node:') ? 'node:' : from }
  return { module: withoutExtension(posix.join(posix.dirname(file), from)) }
}

function withoutExtension(path: string): string {
  return path.replace(/\.(tsx?|mjs)$/, '')
}

function mayReach(zone: Zone, module: string, target: string, typeOnly: boolean): boolean {
  const noun = module.split('/')[1] ?? ''
  const allowed = [...zone.may, ...(typeOnly ? (zone.typesOf ?? []) : [])]
  return allowed.some((folder) => within(target, folder.replace('{noun}', noun)))
}

function mayUse(zone: Zone, name: string): boolean {
  if (zone.packages && !zone.packages.some((allowed) => within(name, allowed))) return false
  return !zone.butNotPackages?.some((banned) => within(name, banned))
}

function brokenBy(file: string, source: string): string[] {
  const module = withoutExtension(file)
  const zone = zones.find(({ of }) => within(module, of))
  if (!zone) return [`${file} is in no place of the tree`]
  const broken = importsOf(source)
    .filter(({ from, typeOnly }) => {
      const target = resolve(file, from)
      return 'module' in target
        ? !mayReach(zone, module, target.module, typeOnly) ||
            isAgainstArrows(module, target.module, typeOnly)
        : !mayUse(zone, target.package)
    })
    .map(({ from }) => `${file} may not import ${from}`)
  if (source.includes('process.env') && !environmentReaders.includes(module))
    broken.push(`${file} may not read process.env`)
  return broken
}

/** Returns the modules that a module loads, directly or through other modules. */
function loadedBy(file: string, sources: ReadonlyMap<string, string>): Set<string> {
  const loaded = new Set<string>()
  const pending = [file]
  for (const next of pending) {
    for (const { from, typeOnly } of importsOf(sources.get(next) ?? '')) {
      const target = resolve(next, from)
      if (typeOnly || !('module' in target)) continue
      const found = ['', '.ts', '.tsx', '.mjs'].map((end) => target.module + end)
      const path = found.find((candidate) => sources.has(candidate))
      if (path === undefined || loaded.has(path)) continue
      loaded.add(path)
      pending.push(path)
    }
  }
  return loaded
}

const storeFolders = ['lib/storage', 'lib/platform/grants']

function brokenThroughOthers(file: string, sources: ReadonlyMap<string, string>): string[] {
  if (!withoutStore.some((folder) => within(withoutExtension(file), folder))) return []
  return [...loadedBy(file, sources)]
    .filter((path) => storeFolders.some((folder) => within(withoutExtension(path), folder)))
    .map((path) => `${file} may not reach ${path} through others`)
}

/** Returns one sentence for each broken rule. Tests may import anything. */
export function brokenRules(sources: ReadonlyMap<string, string>): string[] {
  return [...sources]
    .filter(([file]) => !/\.test\.tsx?$/.test(file))
    .flatMap(([file, source]) => [...brokenBy(file, source), ...brokenThroughOthers(file, sources)])
}
