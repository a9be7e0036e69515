import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { startPostgresBehindTls } from '@/tests/support/postgres-behind-tls'
import { selfSigned } from '@/tests/support/self-signed'
import { openStorage } from './database'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'miteos-tls-'))
})
afterAll(() => rm(folder, { recursive: true }))

/**
 * Connects to a PostgreSQL whose certificate is for `name`. Returns the result of a query, and whether each connection
 * was plain or encrypted. `CA` in the options is replaced by the path of the certificate.
 */
async function connect(options: string, name = 'localhost') {
  const certificate = selfSigned(name)
  const ca = join(folder, `${name}.pem`)
  await writeFile(ca, certificate.cert)
  const server = await startPostgresBehindTls(inject('postgresUrl'), certificate)
  const databaseUrl = `${server.url}?${options.replace('CA', encodeURIComponent(ca))}`
  const { db, close } = openStorage({ databaseUrl, dataDir: '', onIdleError: () => {} })
  try {
    const { rows } = await sql`select 1 as one`.execute(db)
    return { rows, connectionKinds: server.connectionKinds }
  } finally {
    await close()
    await server.stop()
  }
}

describe('the connection to PostgreSQL', () => {
  test.each(['sslmode=verify-full', 'sslmode=require'])(
    'is refused with %s when no trusted authority has signed the certificate',
    async (options) => {
      await expect(connect(options)).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    },
  )

  test('is refused with sslmode=verify-full when the certificate is for another name', async () => {
    await expect(
      connect('sslmode=verify-full&sslrootcert=CA', 'db.elsewhere'),
    ).rejects.toMatchObject({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    })
  })

  test.each([
    ['encrypted', 'sslmode=verify-full&sslrootcert=CA'],
    ['encrypted', 'sslmode=require&sslrootcert=CA'],
    ['encrypted', 'sslmode=no-verify'],
    ['plain', ''],
    ['plain', 'sslmode=disable'],
  ])('is %s with the options "%s"', async (connectionKind, options) => {
    expect(await connect(options)).toEqual({
      rows: [{ one: 1 }],
      connectionKinds: [connectionKind],
    })
  })
})
