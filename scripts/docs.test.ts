import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { catalogue } from '@/lib/contract/services/catalogue'

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file.replaceAll('\\', '/')}`),
]
const repositoryPath =
  /^(app|components|docs|e2e|lib|public|scripts|server|tests|tools)\/[^\s<>{*]+$/
/** The service that CONTRIBUTING.md adds as an example. */
const exampleService = /\blinear\b/

function textOf(page: string): string {
  return readFileSync(page, 'utf8')
}

/** Returns the texts in backticks that look like a file or folder of the repository. */
function pathsIn(text: string): string[] {
  const quoted = [...text.matchAll(/`(?<quoted>[^`\n]+)`/g)].map(
    ({ groups }) => groups?.quoted ?? '',
  )
  return quoted.filter((path) => repositoryPath.test(path) && !exampleService.test(path))
}

/** Returns the paths within the repository that the links of a page lead to. */
function linksIn(page: string): string[] {
  return [...textOf(page).matchAll(/(?<!!)\[[^\]]*\]\((?<target>[^)#\s]+)/g)]
    .map(({ groups }) => groups?.target ?? '')
    .filter((target) => !/^https?:/.test(target))
    .map((target) => posix.join(posix.dirname(page), target))
}

function variablesOf(file: string, pattern: RegExp): string[] {
  return [...textOf(file).matchAll(pattern)].map(([, name = '']) => name).sort()
}

test.each(pages)('every file that %s names exists', (page) => {
  expect(pathsIn(textOf(page)).filter((path) => !existsSync(path))).toEqual([])
  expect(linksIn(page).filter((path) => !existsSync(path))).toEqual([])
})

test('the test finds the files that the pages name', () => {
  expect(pages.flatMap((page) => pathsIn(textOf(page))).length).toBeGreaterThan(40)
})

test('README.md and .env.example document the same variables, and every variable that is read', () => {
  const documented = variablesOf('.env.example', /^# ?([A-Z][A-Z_]+)=/gm)
  const table = textOf('README.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
  const named = table.flatMap((line) => [...(line.split(' | ')[0] ?? '').matchAll(/`([A-Z_]+)`/g)])
  expect(named.map(([, name]) => name).sort()).toEqual(documented)
  const read = [
    ...variablesOf('lib/dashboard/env/env.ts', /^ {2}([A-Z_]+): /gm),
    ...catalogue.flatMap(({ setupVariables }) => setupVariables),
  ]
  expect(read.length).toBeGreaterThan(25)
  expect(read.filter((name) => !documented.includes(name))).toEqual([])
})
