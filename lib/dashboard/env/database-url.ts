import { z } from 'zod'

const howToEscape =
  'in the user and the password write % as %25, # as %23, / as %2F, ? as %3F and @ as %40'

/**
 * Returns whether a text is a URL with at most one path segment, no fragment and valid escapes.
 * Other URLs have an unescaped character, such as a `/` or `#` in the password, which ends the host
 * too early.
 */
function isPlain(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { username, password, hostname, pathname, search, hash } = new URL(text)
  if (hash !== '' || text.endsWith('#') || /@/.test(pathname + search)) return false
  if (!/^(\/[^/]*)?$/.test(pathname)) return false
  try {
    for (const part of [username, password, hostname, pathname]) decodeURIComponent(part)
    return true
  } catch {
    return false
  }
}

/** The modes of https://www.postgresql.org/docs/current/libpq-ssl.html, and `no-verify`, which only pg has. */
const sslModes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify']
const sslFiles = ['sslcert', 'sslkey', 'sslrootcert']
const sslParameters = [...sslFiles, 'sslmode', 'ssl', 'sslnegotiation']

/**
 * Returns whether pg knows every parameter about TLS in a URL. pg ignores an unknown parameter, and may then
 * connect without TLS.
 */
function hasKnownTls(text: string): boolean {
  if (!URL.canParse(text)) return true
  return [...new URL(text).searchParams].every(
    ([name, value]) =>
      !/ssl|tls/i.test(name) ||
      (sslParameters.includes(name) && (name !== 'sslmode' || sslModes.includes(value))),
  )
}

/** Parses the URL of a PostgreSQL database. The error does not quote the URL, because it contains a password. */
export const databaseUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
  .refine(isPlain, `is not a URL of a PostgreSQL database; ${howToEscape}`)
  .refine(
    hasKnownTls,
    `has an unknown parameter about TLS; sslmode is one of ${sslModes.join(', ')}, and ${sslFiles.join(', ')} name files`,
  )
