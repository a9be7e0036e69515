import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Example values for the dynamic segments of addresses, by the name of the segment. */
type Segments = Record<string, string>

interface OurRoute {
  address: string
  /** `form`: pages post a form there. `data`: scripts send requests there. */
  kind: 'form' | 'data'
  /** In the order of the header `Allow`. */
  methods: string[]
}

interface OurWrite {
  address: string
  method: string
  /** The content types that the browser sends there; empty without a body. */
  types: string[]
}

const allMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

const examples: Segments = {
  id: 'int_a',
  service: 'slack',
  nextauth: 'session',
  path: 'nothing',
  code: 'not_found',
  account: 'acct_a',
}

function filesNamed(name: 'route.ts' | 'page.tsx'): string[] {
  return readdirSync('app', { recursive: true, encoding: 'utf8' })
    .map((file) => `/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith(`/${name}`))
    .sort()
}

function fill(path: string, segments: Segments): string {
  return path.replaceAll(/\[\[?(?:\.\.\.)?([\w-]+)\]\]?/g, (_, name: string) => {
    const value = segments[name] ?? examples[name]
    if (value === undefined) {
      throw new Error(
        `Give the segment [${name}] of ${path} an example in tests/support/our-routes.ts`,
      )
    }
    return value
  })
}

/** Returns the address of a file below `app`, or two addresses when its last segment is optional. */
function addressesOf(file: string, segments: Segments): string[] {
  const path = file.replace(/\/[^/]+$/, '').replaceAll(/\/\([\w-]+\)/g, '')
  const paths = path.includes('/[[...') ? [path.replace(/\/\[\[.*$/, ''), path] : [path]
  return paths.map((each) => fill(each, segments) || '/')
}

function describeRoute(file: string): Pick<OurRoute, 'kind' | 'methods'> {
  const source = readFileSync(join('app', file), 'utf8')
  if (/ = formRoute\(\w+\)/.test(source)) return { kind: 'form', methods: ['POST'] }
  const [, handlers] = / = allowOnly\(\{([^}]+)\}\)/.exec(source) ?? []
  if (!handlers) throw new Error(`app${file} does not say which methods it offers`)
  const named = [...handlers.matchAll(/\b([A-Z]+):/g)].map(([, method = '']) => method)
  const offered = named.includes('GET') ? [...named, 'HEAD'] : named
  return { kind: 'data', methods: allMethods.filter((method) => offered.includes(method)) }
}

/** Returns the address of every page. Segments that are not given get an example. */
export function ourPages(segments: Segments = {}): string[] {
  return filesNamed('page.tsx').flatMap((file) => addressesOf(file, segments))
}

/** Returns every address that a route handler answers, with the methods that it offers there. */
export function ourRoutes(segments: Segments = {}): OurRoute[] {
  return filesNamed('route.ts').flatMap((file) =>
    addressesOf(file, segments).map((address) => ({ address, ...describeRoute(file) })),
  )
}

/** Returns every method of the dashboard's routes that changes something. */
export function ourWrites(): OurWrite[] {
  return ourRoutes().flatMap(({ address, kind, methods }) => {
    const types = kind === 'form' ? ['application/x-www-form-urlencoded'] : ['application/json', '']
    return methods
      .filter((method) => !['GET', 'HEAD'].includes(method))
      .map((method) => ({ address, method, types }))
  })
}
