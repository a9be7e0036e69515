import { runInNewContext } from 'node:vm'
import type { Snippet } from '@/lib/contract/view/developers'

/** The variables that the snippets read. */
type Variables = Record<string, string>

function expand(text: string, variables: Variables): string {
  return text.replace(/\$(\w+)/g, (_, name: string) => {
    const value = variables[name]
    if (value === undefined) throw new Error(`the snippet uses $${name}, which is not set`)
    return value
  })
}

/** Splits a command line into words as a POSIX shell does, as far as the snippets need it. */
export function shellWords(line: string, variables: Variables): string[] {
  const joined = line.replaceAll('\\\n', ' ')
  const words = joined.match(/(?:'[^']*'|"[^"]*"|\\.|[^\s'"\\])+/g) ?? []
  return words.map((word) =>
    word.replace(/'([^']*)'|"([^"]*)"|\\(.)|([^'"\\]+)/g, (_, single, double, escaped, bare) => {
      if (single !== undefined) return single
      return escaped ?? expand(double ?? bare, variables)
    }),
  )
}

/** Returns the request that a `curl` command sends. Throws for an option that is not known here. */
export function readCurl(line: string, variables: Variables): Request {
  const [program, ...words] = shellWords(line, variables)
  if (program !== 'curl') throw new Error(`${program} is not curl`)
  const headers = new Headers()
  let method: string | undefined
  let url: string | undefined
  let body: string | undefined
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? ''
    const next = () => words[++index] ?? ''
    if (word === '-X') method = next()
    else if (word === '-d') body = next()
    else if (word === '-H') {
      const [, name = '', value = ''] = /^([^:]+): (.*)$/.exec(next()) ?? []
      headers.set(name, value)
    } else if (word.startsWith('-')) throw new Error(`curl ${word} is not known here`)
    else url = word
  }
  if (!url) throw new Error('the command has no address')
  return new Request(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers,
    ...(body === undefined ? {} : { body }),
  })
}

/** Runs a TypeScript snippet and returns the request that it sends. */
async function runTypeScript(code: string, variables: Variables): Promise<Request> {
  const requests: Request[] = []
  const fetch = async (url: string, init: RequestInit) => {
    requests.push(new Request(url, init))
    return Response.json({})
  }
  const globals = { fetch, process: { env: variables }, console: { log: () => undefined } }
  await runInNewContext(`(async () => {\n${code}\n})()`, globals)
  const [request] = requests
  if (!request || requests.length > 1) throw new Error('the snippet does not send one request')
  return request
}

/** Returns a Python literal as a value. */
function pythonValue(literal: string): unknown {
  const json = literal
    .replace(/\bTrue\b/g, 'true')
    .replace(/\bFalse\b/g, 'false')
    .replace(/\bNone\b/g, 'null')
    .replace(/,(\s*[}\]])/g, '$1')
  return JSON.parse(json)
}

/** Returns the request that a Python snippet describes. Python itself need not be there. */
function readPython(code: string, variables: Variables): Request {
  const [, verb = '', args = ''] = /requests\.(\w+)\(\n([\s\S]*?)\n\)\n/.exec(code) ?? []
  const [, url = ''] = /^ {4}"([^"]+)",$/m.exec(args) ?? []
  const [, header = '{}'] = /^ {4}headers=(\{.*\}),$/m.exec(args) ?? []
  const [, body] = /^ {4}json=([\s\S]*?),\n {4}timeout=/m.exec(args) ?? []
  const filled = header.replace(/f"([^"]*)\{os\.environ\['(\w+)'\]\}"/g, (_, before, name) =>
    JSON.stringify(`${before}${variables[name]}`),
  )
  const headers = new Headers(JSON.parse(filled))
  if (body !== undefined) headers.set('content-type', 'application/json')
  return new Request(url, {
    method: verb.toUpperCase(),
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(pythonValue(body)) }),
  })
}

/** Returns the request that a snippet sends. */
export async function readSnippet(
  { language, code }: Snippet,
  variables: Variables,
): Promise<Request> {
  if (language === 'sh') return readCurl(code, variables)
  return language === 'ts' ? runTypeScript(code, variables) : readPython(code, variables)
}
