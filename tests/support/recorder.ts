import type { IncomingMessage } from 'node:http'
import { listenOnLoopback } from './loopback'

/** A request that the recorder received. */
export interface RecordedCall {
  method: string
  /** Path and query. */
  path: string
  /** The scheme in lower case, then the credentials. */
  authorization: string | undefined
  /** The media type without parameters, or `undefined` when there is no body. */
  contentType: string | undefined
  fields: Record<string, string>
  headers: IncomingMessage['headers']
}

export interface Recorder {
  origin: string
  calls: RecordedCall[]
}

interface Reply {
  status?: number
  json?: unknown
}

/** Starts a loopback server that records each request and sends the reply for its path. */
export async function startRecorder(reply: (path: string) => Reply): Promise<Recorder> {
  const calls: RecordedCall[] = []
  const origin = await listenOnLoopback(async (request, response) => {
    const path = request.url ?? ''
    calls.push(await record(request, path))
    const { status = 200, json } = reply(path)
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(json === undefined ? undefined : JSON.stringify(json))
  })
  return { origin, calls }
}

async function record(request: IncomingMessage, path: string): Promise<RecordedCall> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const body = Buffer.concat(chunks).toString()
  const type = request.headers['content-type']?.split(';')[0]
  return {
    method: request.method ?? '',
    path,
    authorization: request.headers.authorization?.replace(/^\w+/, (scheme) => scheme.toLowerCase()),
    contentType: body === '' ? undefined : type,
    fields: fieldsOf(type, body),
    headers: request.headers,
  }
}

function fieldsOf(type: string | undefined, body: string): Record<string, string> {
  if (body === '') return {}
  if (type !== 'application/json') return Object.fromEntries(new URLSearchParams(body))
  const fields: Record<string, unknown> = JSON.parse(body)
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]))
}
