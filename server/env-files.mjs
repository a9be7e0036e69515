import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const VARIABLE = /^(?:export\s+)?(?<name>[A-Za-z_][A-Za-z0-9_]*)\s*=(?<value>.*)$/
const QUOTED = /^(?<quote>["'])(?<value>.*?)\k<quote>(?:\s+#.*)?$/

/**
 * Returns the value without its comment and its quotes.
 *
 * @param {string} text the text after the equals sign
 */
function literalOf(text) {
  const quoted = QUOTED.exec(text.trim())?.groups?.value
  return quoted ?? text.replace(/\s#.*$/, '').trim()
}

/**
 * Returns the variables of a file with one `NAME=value` per line. A value is taken literally: `$` and `\` have
 * no meaning. Quotes around the whole value are removed. A comment begins at a `#` after a space.
 *
 * @param {string} text
 * @param {string} file the name of the file, for the error
 * @throws {Error} with the number of a line of another form, but without the content of the line
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

/**
 * Returns the text of a file, or an empty text when the file does not exist.
 *
 * @param {string} path
 */
function readIfExists(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}

/**
 * Reads `.env.local` and the other three files that Next knows, in Next's order, and sets the variables that are
 * not set yet. Afterwards Next itself reads none of the files, because Next would replace each `$NAME` in a value by
 * the variable of that name.
 *
 * @param {string} folder
 * @param {'production' | 'development'} mode
 * @throws {Error} with the number of a line that cannot be read
 */
export function loadEnvFiles(folder, mode) {
  for (const file of [`.env.${mode}.local`, '.env.local', `.env.${mode}`, '.env']) {
    const variables = parseEnvFile(readIfExists(join(folder, file)), file)
    Object.assign(process.env, { ...variables, ...process.env })
  }
  process.env.__NEXT_PROCESSED_ENV = 'true'
}
