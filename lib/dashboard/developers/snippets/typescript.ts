import { type ExampleRequest, tokenVariable } from '../example-request'
import { literal, type Notation } from './literal'

const text = (value: string) =>
  `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`

const notation: Notation = {
  text,
  key: (name) => (/^[A-Za-z_]\w*$/.test(name) ? name : text(name)),
  yes: 'true',
  no: 'false',
  nothing: 'null',
  step: '  ',
  padding: ' ',
}

/** The expression that reads the token. Written in parts, because this program itself reads no variable here. */
const token = ['process', 'env', tokenVariable].join('.')

/** Returns TypeScript that sends a request with the `fetch` of Node, Deno, Bun and browsers. */
export function typescriptSnippet(request: ExampleRequest): string {
  const headers = [
    `Authorization: \`Bearer \${${token}}\``,
    ...Object.entries(request.headers).map(
      ([name, value]) => `${notation.key(name)}: ${text(value)}`,
    ),
    ...(request.body === undefined ? [] : ["'Content-Type': 'application/json'"]),
  ]
  return [
    `const response = await fetch(${text(request.url)}, {`,
    ...(request.method === 'GET' ? [] : [`  method: ${text(request.method)},`]),
    ...(headers.length === 1
      ? [`  headers: { ${headers[0]} },`]
      : ['  headers: {', ...headers.map((line) => `    ${line},`), '  },']),
    ...(request.body === undefined
      ? []
      : [`  body: JSON.stringify(${literal(request.body, notation, '  ')}),`]),
    '})',
    request.answersJson
      ? 'console.log(response.status, await response.json())'
      : 'console.log(response.status)',
  ].join('\n')
}
