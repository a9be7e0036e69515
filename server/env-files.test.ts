import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { parseEnvFile } from './env-files.mjs'

test.each([
  ['a dollar sign', 'A=ab$cd$1ef', 'ab$cd$1ef'],
  ['braces after a dollar sign', `A=ab$${'{HOME}'}`, `ab$${'{HOME}'}`],
  ['a number sign', 'A=p#w', 'p#w'],
  ['a number sign in front', 'A=#pw', '#pw'],
  ['a backslash', String.raw`A=a\n\$b`, String.raw`a\n\$b`],
  ['an equals sign', 'A=k1:abc=', 'k1:abc='],
  ['spaces around name and value', '  A = b c  ', 'b c'],
  ['a comment after the value', 'A=b # c', 'b'],
  ['a comment in place of the value', 'A= # c', ''],
  ['double quotes', 'A="b # c"', 'b # c'],
  ['single quotes', "A='$b'", '$b'],
  ['quotes and a comment', 'A="b" # "c"', 'b'],
  ['one quote', 'A="b', '"b'],
  ['quotes inside', 'A=b"c"d', 'b"c"d'],
  ['quotes inside quotes', 'A="b"c"', 'b"c'],
  ['nothing', 'A=', ''],
  ['the word export in front', 'export A=b', 'b'],
])('a line with %s gives the expected value', (_, line, value) => {
  expect(parseEnvFile(line, '.env.local')).toEqual({ A: value })
})

test('comments, empty lines, a byte order mark and Windows line ends are not part of a value', () => {
  expect(parseEnvFile('\uFEFF# A=1\r\n\r\nB=2\r\n  # C\r\nD=3', '.env.local')).toEqual({
    B: '2',
    D: '3',
  })
})

test('the error about a line that is no variable has its number, but not its content', () => {
  expect(() => parseEnvFile('A=1\nsecret word', '.env.local')).toThrow(
    /^Line 2 of \.env\.local is not NAME=value\.$/,
  )
})

test('Next finds the values of the files unchanged, and keeps variables that were already set', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'miteos-env-'))
  await writeFile(join(folder, '.env.local'), 'FROM_FILE=ab$cd#1ef\nGIVEN=file\n')
  await writeFile(join(folder, '.env'), 'FROM_FILE=later\nALONE=$x\n')
  const program = `
    import { loadEnvFiles } from './server/env-files.mjs'
    import nextEnv from '@next/env'
    loadEnvFiles(${JSON.stringify(folder)}, 'production')
    nextEnv.loadEnvConfig(${JSON.stringify(folder)}, false)
    const { FROM_FILE, GIVEN, ALONE } = process.env
    console.log(JSON.stringify([FROM_FILE, GIVEN, ALONE]))`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    env: { ...process.env, GIVEN: 'gi$ven' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [printed] = await Promise.all([text(child.stdout), once(child, 'exit')])
  expect(JSON.parse(printed)).toEqual(['ab$cd#1ef', 'gi$ven', '$x'])
  await rm(folder, { recursive: true })
})
