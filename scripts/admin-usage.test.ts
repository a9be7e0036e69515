import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { environmentOf, runAdmin } from '@/tests/support/admin'
import { newKeys } from '@/tests/support/platform'

let dataDir = ''
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'miteos-admin-'))
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const run = (line: string[], environment: Record<string, string> = {}) =>
  runAdmin(line, { ...environmentOf({ dataDir }, newKeys()), ...environment })

const createTokenLine = (account: string, environment = 'test', role = 'admin') => [
  'token',
  'create',
  '--account',
  account,
  '--environment',
  environment,
  '--role',
  role,
]

test.concurrent.each<[string[], string]>([
  [[], 'No command.'],
  [['tokens'], 'Unknown command.'],
  [['constructor'], 'Unknown command.'],
  [['token', 'create'], '--account is missing.'],
  [createTokenLine('a', 'prod'), '--environment must be live or test.'],
  [createTokenLine('a', 'test', 'root'), '--role must be admin or member or support.'],
  [[...createTokenLine('a'), '--name', ''], '--name has 1 to 128 printable characters.'],
  [['token', 'list', '--all'], "Unknown option '--all'."],
  [['token', 'revoke'], 'token revoke takes the id of one token.'],
  [['migrate', 'now'], "Unexpected argument 'now'."],
])('the command line %j is refused with one sentence and the usage', async (line, sentence) => {
  const { status, said, printed } = await run(line)
  expect([status, printed]).toEqual([2, ''])
  expect(said.split('\n').slice(0, 3)).toEqual([
    sentence,
    '',
    'Usage: npm run --silent admin -- <command>',
  ])
})

const damagedStore = { DATA_DIR: '' }
beforeAll(async () => {
  damagedStore.DATA_DIR = await mkdtemp(join(tmpdir(), 'miteos-damaged-'))
  await writeFile(
    join(damagedStore.DATA_DIR, 'miteos.db'),
    'not a database, but long enough '.repeat(40),
  )
})
afterAll(() => rm(damagedStore.DATA_DIR, { recursive: true, force: true }))

test.concurrent.each<[string, string[], Record<string, string>, RegExp]>([
  [
    'an account name with a line break',
    createTokenLine('a\nb'),
    {},
    /^An account name has .+\.\n$/,
  ],
  ['a malformed vault key', ['migrate'], { VAULT_KEYS: 'k1:abc' }, /^VAULT_KEYS must be .+\.\n$/],
  [
    'a remote Miteos',
    ['migrate'],
    { MITEOS_API_URL: 'http://localhost:1', MITEOS_CONNECT_URL: 'http://localhost:1' },
    /^MITEOS_API_URL is set: .+\.\n$/,
  ],
  [
    'a database that is down',
    ['migrate'],
    { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
    /^The store cannot be used: connect ECONNREFUSED .+\.\n$/,
  ],
  [
    'a damaged file',
    ['migrate'],
    damagedStore,
    /^The store cannot be used: .+ is damaged or not a SQLite database; .+\.\n$/,
  ],
])('%s fails in one sentence', async (_, line, environment, sentence) => {
  const { status, said, printed } = await run(line, environment)
  expect([status, printed]).toEqual([1, ''])
  expect(said).toMatch(sentence)
  expect(said.split('\n')).toHaveLength(2)
})
