import { z } from 'zod'

const fieldsSchema = z.record(z.string(), z.unknown())

function hasMediaType(request: Request, mediaType: string): boolean {
  return (request.headers.get('content-type') ?? '').toLowerCase().startsWith(mediaType)
}

/** Reads the fields of a form body. Returns an empty list when the body is something else. */
export async function formFields(request: Request): Promise<URLSearchParams> {
  if (!hasMediaType(request, 'application/x-www-form-urlencoded')) return new URLSearchParams()
  return new URLSearchParams(await request.text())
}

/** Reads the text fields of a JSON object. Returns an empty list when the body is something else. */
export async function jsonFields(request: Request): Promise<URLSearchParams> {
  const fields = new URLSearchParams()
  if (!hasMediaType(request, 'application/json')) return fields
  const body = fieldsSchema.safeParse(await request.json().catch(() => undefined))
  for (const [name, value] of Object.entries(body.data ?? {})) {
    if (typeof value === 'string') fields.set(name, value)
  }
  return fields
}

/** Returns the token of `Authorization: Bearer`, or an empty string. */
export function bearerToken(request: Request): string {
  const header = request.headers.get('authorization') ?? ''
  return /^Bearer +(\S+)$/i.exec(header)?.[1] ?? ''
}

export interface ClientCredentials {
  id: string
  secret: string
}

/** Reads `Authorization: Basic` as the vendors do: plain base64, without percent-decoding. */
export function basicCredentials(request: Request): ClientCredentials | undefined {
  const header = request.headers.get('authorization') ?? ''
  const encoded = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(header)?.[1]
  if (!encoded) return undefined
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const separator = text.indexOf(':')
  if (separator < 0) return undefined
  return { id: text.slice(0, separator), secret: text.slice(separator + 1) }
}
