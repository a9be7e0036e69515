import { posix } from 'node:path'
import { isAgainstArrows } from './import-arrows'
import { importsOf } from './imports'

/** The one module of `lib/dashboard` that knows the embedded platform. */
export const compositionRoot = 'lib/dashboard/composition'

/**
 * The modules that start the process, each with the one module that imports it. A page or route that imported the
 * composition root would contain a copy of the platform.
 */
const importedOnlyBy: Readonly<Record<string, string>> = {
  [compositionRoot]: 'lib/dashboard/start',
  'lib/dashboard/start': 'instrumentation',
}

interface Zone {
  /** The folder or module of this zone. A module belongs to the first zone that contains it. */
  path: string
  /** The folders and modules of this repository that the modules of the zone may import. */
  mayImport: readonly string[]
  /** The folders from which the modules of the zone may import only types. */
  mayImportTypes?: readonly string[]
  /** The packages that the modules of the zone may import. Absent when they may import every package. */
  mayUse?: readonly string[]
  /** Packages that the modules of the zone may not import. */
  mayNotUse?: readonly string[]
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
/** The address of the sign-in page, to which the dashboard, the platform and the browser lead. */
const signInPage = 'lib/contract/view/sign-in'
/** What a role may do, in the words of the pages and of the mails. */
const roleWords = 'lib/contract/view/role-words'
const platformMayImport = [...contract, signInPage, roleWords, 'lib/http', 'lib/platform']
/** Folders that may import neither the store nor the vault, so that no quirk of a vendor depends on the storage. */
const withoutStore = ['lib/platform/providers', 'lib/platform/oauth']

/**
 * The imports that are allowed between the parts of the tree. A module belongs to the first zone that contains it.
 * The arrows inside one part are in import-arrows.ts.
 */
const zones: readonly Zone[] = [
  { path: 'lib/contract', mayImport: ['lib/contract'], mayUse: ['zod'] },
  { path: 'lib/http', mayImport: ['lib/http'], mayUse: ['node:', 'hono', 'csv-stringify'] },
  { path: 'lib/storage', mayImport: ['lib/storage'], mayNotUse: [...frameworks, ...engines] },
  {
    path: 'lib/queries',
    mayImport: ['lib/queries', 'lib/contract/view/session-header', signInPage],
    mayImportTypes: ['lib/contract'],
    mayUse: ['@tanstack/react-query', 'react'],
  },
  {
    path: compositionRoot,
    mayImport: ['lib/dashboard', 'lib/contract', 'lib/http', 'lib/storage', 'lib/platform'],
    mayNotUse: databases,
  },
  {
    path: 'lib/dashboard/developers/html',
    mayImport: ['lib/dashboard/developers', 'lib/contract', 'lib/http'],
    mayUse: ['hono'],
  },
  {
    path: 'lib/dashboard/oidc',
    mayImport: ['lib/dashboard', 'lib/contract', 'lib/http'],
    mayNotUse: [...frameworks, ...databases],
  },
  {
    path: 'lib/dashboard',
    mayImport: ['lib/dashboard', 'lib/contract', 'lib/http', 'lib/storage'],
    mayNotUse: ['libsql', 'pg', ...engines],
  },
  ...withoutStore.map((path) => ({
    path,
    mayImport: platformMayImport,
    mayNotUse: [...frameworks, ...databases],
  })),
  { path: 'lib/platform', mayImport: [...platformMayImport, 'lib/storage'], mayNotUse: frameworks },
  { path: 'components/ui', mayImport: ['components/ui'], mayNotUse: notInBrowser },
  {
    path: 'components',
    mayImport: ['components/ui', 'components/{noun}', 'lib/queries', 'lib/contract'],
    mayNotUse: notInBrowser,
  },
  {
    path: 'app',
    mayImport: ['app', 'components', 'lib/dashboard', 'lib/contract'],
    mayNotUse: [...databases, ...engines],
  },
  { path: 'proxy', mayImport: ['lib/dashboard'] },
  { path: 'instrumentation', mayImport: ['lib/dashboard'] },
]

/**
 * The only modules that may read the environment: its parser, and the module that asks in which runtime Next runs it.
 */
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

function mayReach(zone: Zone, module: string, target: string, isTypeOnly: boolean): boolean {
  const noun = module.split('/')[1] ?? ''
  const allowed = [...zone.mayImport, ...(isTypeOnly ? (zone.mayImportTypes ?? []) : [])]
  return allowed.some((folder) => within(target, folder.replace('{noun}', noun)))
}

function mayUsePackage(zone: Zone, name: string): boolean {
  if (zone.mayUse && !zone.mayUse.some((allowed) => within(name, allowed))) return false
  return !zone.mayNotUse?.some((banned) => within(name, banned))
}

function rulesBrokenBy(file: string, source: string): string[] {
  const module = withoutExtension(file)
  const zone = zones.find(({ path }) => within(module, path))
  if (!zone) return [`${file} is in no place of the tree`]
  const broken = importsOf(source)
    .filter(({ from, isTypeOnly }) => {
      const target = resolve(file, from)
      return 'module' in target
        ? !mayReach(zone, module, target.module, isTypeOnly) ||
            (importedOnlyBy[target.module] ?? module) !== module ||
            isAgainstArrows(module, target.module, isTypeOnly)
        : !mayUsePackage(zone, target.package)
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
    for (const { from, isTypeOnly } of importsOf(sources.get(next) ?? '')) {
      const target = resolve(next, from)
      if (isTypeOnly || !('module' in target)) continue
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

function rulesBrokenThroughOthers(file: string, sources: ReadonlyMap<string, string>): string[] {
  if (!withoutStore.some((folder) => within(withoutExtension(file), folder))) return []
  return [...loadedBy(file, sources)]
    .filter((path) => storeFolders.some((folder) => within(withoutExtension(path), folder)))
    .map((path) => `${file} may not reach ${path} through others`)
}

/** Returns one sentence for each broken rule. Test files may import everything. */
export function brokenRules(sources: ReadonlyMap<string, string>): string[] {
  return [...sources]
    .filter(([file]) => !/\.test\.tsx?$/.test(file))
    .flatMap(([file, source]) => [
      ...rulesBrokenBy(file, source),
      ...rulesBrokenThroughOthers(file, sources),
    ])
}
