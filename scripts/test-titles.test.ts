import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const folders = ['app', 'components', 'lib', 'scripts', 'server', 'tests', 'e2e']

/** The id of a row in another document, such as a list of requirements. */
const rowId = '[A-Z][0-9]{1,2}'
/** A text in quotes that begins with a row id, or that ends with row ids in parentheses. */
const labelled = new RegExp(
  `['"\`]${rowId} [^'"\`\\n]*['"\`]|['"\`][^'"\`\\n]* \\(${rowId}(?:, ${rowId})*\\)['"\`]`,
  'g',
)

const labelsIn = (source: string): string[] => source.match(labelled) ?? []

function testFiles(): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
    )
    .filter((file) => /\.(test|spec)\.tsx?$/.test(file))
}

test('no title of a test contains the row id of another document', () => {
  const files = testFiles()
  expect(files.some((file) => file.endsWith('.spec.ts'))).toBe(true)
  const found = files.flatMap((file) =>
    labelsIn(readFileSync(file, 'utf8')).map((title) => `${file}: ${title}`),
  )
  expect(found).toEqual([])
})

test('a row id before or after a title is found, and an id inside a text is not', () => {
  const id = `${'C'}21`
  expect(labelsIn(`test('${id} a code works once', run)`)).toEqual([`'${id} a code works once'`])
  expect(labelsIn(`test(\`${id} O8 \${name} ends\`, run)`)).toHaveLength(1)
  expect(labelsIn(`test("a code works once (${id}, O8)", run)`)).toHaveLength(1)
  expect(labelsIn(`account('T1:U1 Acme', '/v1/%E0%A4%A', 'T1')`)).toEqual([])
})
