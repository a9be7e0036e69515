import { type ExampleRequest, tokenVariable } from '../example-request'

function quoted(text: string): string {
  return /^[\w\-.:/]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

/** Returns the command line that sends a request. The shell inserts the token. */
export function curlCommand({ method, url, headers, body }: ExampleRequest): string {
  const options = [
    `-H "Authorization: Bearer $${tokenVariable}"`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined
      ? []
      : ["-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(body))}`]),
  ]
  const start = method === 'GET' ? 'curl' : `curl -X ${method}`
  return [`${start} ${quoted(url)}`, ...options].join(' \\\n  ')
}
