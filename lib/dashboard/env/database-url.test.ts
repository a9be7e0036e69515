import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { parseEnv } from './env'

const secrets = {
  NEXTAUTH_SECRET: randomBytes(48).toString('base64url'),
  VAULT_KEYS: `k1:${randomBytes(32).toString('base64')}`,
}

test.each([
  'postgres://miteos:secret@db.internal:5432/miteos',
  'postgresql://miteos:a%23b%2Fc%3Fd%40e%25@db.internal/miteos?sslmode=verify-full',
  'postgres://miteos@db.internal',
  'postgres://miteos:se$cr&t=+!~@db.internal/miteos',
  'postgres:///miteos?host=/var/run/postgresql',
  'postgres://miteos@%2Fvar%2Frun%2Fpostgresql/miteos',
  'postgres://miteos:secret@[2001:db8::1]:5432/miteos',
])('the database URL %s is accepted unchanged', (url) => {
  const env = parseEnv({ DATABASE_URL: url, ...secrets })
  expect(env.databaseUrl).toBe(url)
})

test.each([
  'pxss#wxrd',
  '12#wxrd',
  'pxss/wxrd',
  '12/wxrd',
  'p@xss/wxrd',
  'pxss?wxrd',
  'p@xss?wxrd',
  'p@s#d',
  '100%',
  '%zz',
])(
  'the password %s is refused by a sentence that names the variable and quotes nothing of the password',
  (password) => {
    const url = `postgres://miteos:${password}@db.internal:5432/miteos`
    const given = { DATABASE_URL: url, ...secrets }
    expect(() => parseEnv(given)).toThrow(
      /^DATABASE_URL is not a URL of a PostgreSQL database; in the user and the password write % as %25, # as %23, .+\.$/,
    )
    expect(() => parseEnv(given)).not.toThrow(/pxss|wxrd|xss|s#d|100|zz/)
  },
)

test.each([
  'sslmode=banana',
  'ssl_mode=require',
  'tls=true',
  'sslmode=require&sslRootCert=/ca.pem',
])('a database URL with %s is refused, because pg would ignore it', (query) => {
  const url = `postgres://miteos:secret@db.internal/miteos?${query}`
  expect(() => parseEnv({ DATABASE_URL: url, ...secrets })).toThrow(
    /^DATABASE_URL has an unknown parameter about TLS; sslmode is one of disable, .+\.$/,
  )
})

test.each(['sslmode=require', 'ssl=true', 'sslmode=verify-full&sslrootcert=/ca.pem'])(
  'a database URL with %s is accepted',
  (query) => {
    const url = `postgres://miteos:secret@db.internal/miteos?${query}`
    expect(parseEnv({ DATABASE_URL: url, ...secrets }).databaseUrl).toBe(url)
  },
)
