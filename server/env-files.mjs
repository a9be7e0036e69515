import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const VARIABLE = /^(?:export\s+)?(?<name>[A-Za-z_][A-Za-z0-9_]*)\s*=(?<value>.*)$/
const QUOTED = /^(?<quote>["'])(?<value>.*?)\k<quote>(?:\s+#.*)?$/

/** @param {string} text what follows the equals sign */
function literalOf(text) {
  const quoted = QUOTED.exec(text.trim())?.groups?.value
  return quoted ?? text.replace(/\s#.*$/, '').trim()
}

/**
 * The variables of a file with one `NAME=value` a line. A value is taken as it stands: `$`, `\` and `#` mean
 * nothing in it, quotes around the whole of it are left out, and a comment begins at a `#` after a space.
 *
 * @param {string} text
 * @param {string} file its name, for the error
 * @throws {Error} about a line that is nothing of that, without saying what stands in it
 */
export function parseEnvFile(text, file) {
  /** @type {Record<string, string>} */
  const variables = {}
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const entry = line.trim()
    if (entry === '' || entry.startsWith('#')) continue
    const { name, value } = VARIABLE.exec(entry)?.groups ?? {}
    if (name === undefined || value === undefined)
      throw new Error(`Line ${index + 1} of ${file} is not NAME=value.`)
    variables[name] = literalOf(value)
  }
  return variables
}

/** @param {string} path */
function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}

/**
 * Adds to the environment what the files say and it does not have yet: `.env.local` and the other three
 * that Next knows, in its order. Next itself, which takes `$` for a variable, then reads none of them.
 *
 * @param {string} folder
 * @param {'production' | 'development'} mode
 * @throws {Error} about a line that cannot be read
 */
export function loadEnvFiles(folder, mode) {
  for (const file of [`.env.${mode}.local`, '.env.local', `.env.${mode}`, '.env']) {
    const variables = parseEnvFile(readIfThere(join(folder, file)), file)
    Object.assign(process.env, { ...variables, ...process.env })
  }
  process.env.__NEXT_PROCESSED_ENV = 'true'
}
