import { type ExampleRequest, tokenVariable } from '../example-request'
import { literal, type Notation } from './literal'

const text = (value: string) => JSON.stringify(value)

const notation: Notation = {
  text,
  key: text,
  yes: 'True',
  no: 'False',
  nothing: 'None',
  step: '    ',
  padding: '',
}

/** Returns Python that sends a request with the package `requests`. */
export function pythonSnippet(request: ExampleRequest): string {
  const headers = [
    `"Authorization": f"Bearer {os.environ['${tokenVariable}']}"`,
    ...Object.entries(request.headers).map(([name, value]) => `${text(name)}: ${text(value)}`),
  ]
  return [
    'import os',
    'import requests',
    '',
    `response = requests.${request.method.toLowerCase()}(`,
    `    ${text(request.url)},`,
    `    headers={${headers.join(', ')}},`,
    ...(request.body === undefined ? [] : [`    json=${literal(request.body, notation, '    ')},`]),
    '    timeout=30,',
    ')',
    request.answersJson
      ? 'print(response.status_code, response.json())'
      : 'print(response.status_code)',
  ].join('\n')
}
