import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { servedDocument } from '@/tests/support/served-document'

const folder = mkdtempSync(join(tmpdir(), 'miteos-api-'))
const path = join(folder, 'openapi.json')
let document: string

beforeAll(async () => {
  document = await servedDocument()
  writeFileSync(path, document)
})

afterAll(() => rmSync(folder, { recursive: true }))

function lint(name: string, input: string, options: string[] = []) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [`tools/api-lint/${name}.mjs`, ...options],
    { input, encoding: 'utf8' },
  )
  return { status, stdout, stderr }
}

test('Spectral finds nothing in the API document, with the rules of OWASP too', () => {
  expect(lint('spectral', document)).toEqual({ status: 0, stdout: '', stderr: '' })
})

test('Spectral finds a text without a limit', () => {
  const unlimited = document.replace('"maxLength":68,', '')
  expect(lint('spectral', unlimited).stdout).toContain('owasp:api4:2023-string-limit')
})

test('Redocly finds nothing in the API document', () => {
  const { status, stdout } = lint('redocly', '', [path])
  expect([status, stdout]).toEqual([0, ''])
})
