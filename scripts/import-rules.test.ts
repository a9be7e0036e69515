import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { brokenRules, compositionRoot } from './import-rules'

function sourcesOf(folder: string): [string, string][] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .map((path) => [path, readFileSync(path, 'utf8')])
}

test('every import in the source follows the rules', () => {
  const folders = ['app', 'components', 'lib'].filter((folder) => existsSync(folder))
  const files = ['proxy.ts', 'instrumentation.ts'].filter((file) => existsSync(file))
  const sources = new Map([
    ...folders.flatMap(sourcesOf),
    ...files.map((file): [string, string] => [file, readFileSync(file, 'utf8')]),
  ])
  expect(sources.size).toBeGreaterThan(50)
  expect(brokenRules(sources)).toEqual([])
})

const stripe = 'lib/platform/providers/stripe.ts'
const route = 'app/api/integrations/route.ts'

test.each([
  ['contract to a package other than zod', 'lib/contract/a.ts', "import { Hono } from 'hono'"],
  ['http to contract', 'lib/http/a.ts', "import '@/lib/contract/role'"],
  ['http to the types of a half', 'lib/http/a.ts', "import type { A } from '../platform/a'"],
  ['http to storage', 'lib/http/a.ts', "import { a } from '@/lib/storage/secret-hash'"],
  ['http to Next', 'lib/http/a.ts', "import { cookies } from 'next/headers'"],
  ['queries to http', 'lib/queries/a.ts', "import { a } from '@/lib/http/cookies'"],
  ['components to http', 'components/shell/a.tsx', "import { a } from '@/lib/http/cookies'"],
  ['storage to http', 'lib/storage/a.ts', "import type { Log } from '@/lib/http/log'"],
  ['storage to contract', 'lib/storage/a.ts', "import '@/lib/contract/role'"],
  ['queries to values of contract', 'lib/queries/a.ts', "import { a } from '@/lib/contract/role'"],
  ['queries to zod', 'lib/queries/a.ts', "import { z } from 'zod'"],
  [
    'the dashboard to the platform',
    'lib/dashboard/a.ts',
    "import { handler } from '@/lib/platform/handler'",
  ],
  [
    'the dashboard to the types of the platform',
    'lib/dashboard/a.ts',
    "import type { A } from '../platform/a'",
  ],
  [
    'platform to the dashboard',
    'lib/platform/a.ts',
    "import { env } from '@/lib/dashboard/env/env'",
  ],
  ['platform to Next', 'lib/platform/a.ts', "import { cookies } from 'next/headers'"],
  ['platform to React', 'lib/platform/page.tsx', "import type { ReactNode } from 'react'"],
  ['platform to the environment', 'lib/platform/a.ts', 'const url = process.env.APP_URL'],
  ['a provider to storage', stripe, "import type { Database } from '@/lib/storage/database'"],
  ['a provider to the vault', stripe, "import { seal } from '../grants/vault'"],
  ['oauth to integrations', 'lib/platform/oauth/a.ts', "import { a } from '../integrations/a'"],
  ['integrations to the API', 'lib/platform/integrations/a.ts', "import { a } from '../api/a'"],
  ['grants to consent', 'lib/platform/grants/a.ts', "import { a } from '../consent/a'"],
  ['attempts to codes', 'lib/platform/attempts/a.ts', "import type { A } from '../codes/a'"],
  ['core to a provider', 'lib/platform/core/a.ts', "import type { A } from '../providers/a'"],
  ['integrations to the sandbox', 'lib/platform/integrations/a.ts', "import '../sandbox/a'"],
  ['the sandbox to a provider', 'lib/platform/sandbox/a.ts', "import { a } from '../providers/a'"],
  ['the API to the handler', 'lib/platform/api/a.ts', "import { a } from '@/lib/platform/handler'"],
  [
    'components to the dashboard',
    'components/shell/a.tsx',
    "import { a } from '@/lib/dashboard/sessions/session'",
  ],
  ['components to another noun', 'components/shell/a.tsx', "import { A } from '../settings/a'"],
  ['ui to a noun', 'components/ui/a.tsx', "import { A } from '@/components/services/a'"],
  ['components to Node', 'components/shell/a.tsx', "import { join } from 'node:path'"],
  ['app to storage', route, "import { openStorage } from '@/lib/storage/database'"],
  ['app to the platform', route, "const { handler } = await import('@/lib/platform/handler')"],
  ['app to a database', route, "import pg from 'pg'"],
  ['app through a re-export', route, "export { handler } from '../../../lib/platform/handler'"],
  ['app over several lines', route, "import {\n  a,\n  b,\n} from '@/lib/storage/database'"],
  ['ui to the contract', 'components/ui/a.tsx', "import { A } from '@/lib/contract/view/reader'"],
  ['env to the API client', 'lib/dashboard/env/a.ts', "import type { A } from '../miteos/a'"],
  ['the API client to env', 'lib/dashboard/miteos/a.ts', "import { a } from '../env/env'"],
  ['the API client to sessions', 'lib/dashboard/miteos/a.ts', "import { a } from '../sessions/a'"],
  ['the API client to the root', 'lib/dashboard/miteos/a.ts', "import { a } from '../composition'"],
  ['sessions to the root', 'lib/dashboard/sessions/a.ts', "import { a } from '../composition'"],
  ['app to the root', route, "import { composeDashboard } from '@/lib/dashboard/composition'"],
  ['app to the start', route, "import { start } from '@/lib/dashboard/start'"],
  ['the network to sessions', 'lib/dashboard/network/a.ts', "import { a } from '../sessions/a'"],
  ['routes to sessions', 'lib/dashboard/routes/a.ts', "import { a } from '../sessions/a'"],
  ['routes to other files of the root', 'lib/dashboard/routes/a.ts', "import { a } from '../log'"],
  ['sessions to sign-in', 'lib/dashboard/sessions/a.ts', "import { a } from '../sign-in/a'"],
  ['sessions to env', 'lib/dashboard/sessions/a.ts', "import { a } from '../env/env'"],
  ['sign-in to attempts', 'lib/dashboard/sign-in/a.ts', "import { a } from '../attempts/a'"],
  [
    'attempts to integrations',
    'lib/dashboard/attempts/a.ts',
    "import { a } from '../integrations/a'",
  ],
  [
    'integrations to attempts',
    'lib/dashboard/integrations/a.ts',
    "import { a } from '../attempts/a'",
  ],
  [
    'attempts to values of dashboard.ts',
    'lib/dashboard/attempts/a.ts',
    "import { a } from '../dashboard'",
  ],
  ['a new folder of the dashboard', 'lib/dashboard/people/a.ts', "import { a } from '../routes/a'"],
  [
    'words to the root',
    'components/integrations/words/a.ts',
    "import { a } from '../integration-element'",
  ],
  ['the root to disconnect', 'components/integrations/a.tsx', "import { a } from './disconnect/a'"],
  ['disconnect to the list', 'components/integrations/disconnect/a.tsx', "import '../list/a'"],
  ['the list to the detail', 'components/integrations/list/a.tsx', "import '../detail/a'"],
  [
    'the detail to the list',
    'components/integrations/detail/a.tsx',
    "import { a } from '@/components/integrations/list/a'",
  ],
  [
    'a sibling in the platform',
    'lib/platform/consent/a.ts',
    "import { a } from '../integrations/a'",
  ],
  ['grants to access', 'lib/platform/grants/a.ts', "import type { A } from '../access/a'"],
  [
    'the API of the contract to its view',
    'lib/contract/api/a.ts',
    "import type { A } from '../view/a'",
  ],
  [
    'the platform to the view',
    'lib/platform/api/a.ts',
    "import { a } from '@/lib/contract/view/a'",
  ],
  ['a folder that the rules do not name', 'lib/misc/a.ts', ''],
])('the rules refuse an import from %s', (_, file, source) => {
  expect(brokenRules(new Map([[file, source]]))).toHaveLength(1)
})

test('a provider that reaches storage through another module is found', () => {
  const sources = new Map([
    [stripe, "import { a } from '../core/between'"],
    ['lib/platform/core/between.ts', "import { a } from '@/lib/storage/a'"],
    ['lib/storage/a.ts', ''],
  ])
  expect(brokenRules(sources)).toEqual([`${stripe} may not reach lib/storage/a.ts through others`])
})

test.each([
  [
    'the composition root may import the platform',
    `${compositionRoot}.ts`,
    "import '@/lib/platform/handler'",
  ],
  [
    'queries may import the types of contract',
    'lib/queries/a.ts',
    "import type { A } from '@/lib/contract/a'",
  ],
  [
    'queries may mark each name as a type',
    'lib/queries/a.ts',
    "import { type A, type B } from '@/lib/contract/a'",
  ],
  ['components may import their own noun', 'components/shell/a.tsx', "import { B } from './b'"],
  [
    'components may import ui',
    'components/shell/a.tsx',
    "import { Button } from '@/components/ui/button'",
  ],
  [
    'attempts may import the type of a dashboard',
    'lib/dashboard/attempts/a.ts',
    "import type { Dashboard } from '../dashboard'",
  ],
  [
    'sessions may import the running dashboard',
    'lib/dashboard/sessions/a.ts',
    "import { theDashboard } from '../running-dashboard'",
  ],
  [
    'the list may import disconnect',
    'components/integrations/list/a.tsx',
    "import '../disconnect/a'",
  ],
  ['tests may import everything', 'lib/contract/a.test.ts', "import { a } from '@/lib/storage/a'"],
  ['an import in a comment does not count', stripe, "// import { a } from '@/lib/storage/a'"],
])('%s', (_, file, source) => {
  expect(brokenRules(new Map([[file, source]]))).toEqual([])
})
