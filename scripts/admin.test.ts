import { beforeAll, expect, test } from 'vitest'
import { openStorage } from '@/lib/storage/database'
import { type AdminOutcome, environmentOf, runAdmin } from '@/tests/support/admin'
import { newKeys, platformOn, type TestServer } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

const keys = newKeys()
const create = ['token', 'create', '--environment', 'test', '--role', 'member', '--account']

describeOnBothStores('the admin command', (_, newDatabase) => {
  let admin: (...line: string[]) => Promise<AdminOutcome>
  /** The platform on the same store. It runs during all tests. */
  let server: TestServer

  beforeAll(async () => {
    const database = await newDatabase()
    const storage = openStorage({ ...database, onIdleError: () => {} })
    await storage.ready()
    server = platformOn(storage, { keys })
    await server.platform.start()
    admin = (...line) => runAdmin(line, environmentOf(database, keys))
    return async () => {
      await server.platform.close(1000)
      await storage.close()
    }
  })

  const askForAccount = (token: string) =>
    server.anonymous('GET', '/v1/account', { headers: { authorization: `Bearer ${token}` } })

  test('token create prints only the token, token list shows its id, and token revoke ends it', async () => {
    const created = await admin(...create, 'Söhne & Co', '--name', 'CI')
    expect(created).toEqual({
      status: 0,
      said: '',
      printed: expect.stringMatching(/^mt_test_[0-9A-Za-z]{49}\n$/),
    })
    const token = created.printed.trim()
    const answer = await askForAccount(token)
    expect(await answer.json()).toMatchObject({ name: 'Söhne & Co', role: 'member' })

    const { printed: list } = await admin('token', 'list')
    expect(list).not.toContain(token.slice(8, -6))
    expect(list).not.toContain('mt_')
    const row = list.split('\n').find((line) => line.includes('CI')) ?? ''
    const id = row.split('\t')[0] ?? ''
    expect(row).toMatch(/^tok_\w{26}\tSöhne & Co\ttest\tmember\tCI\t\d{4}-.+Z\tactive$/)

    expect(await admin('token', 'revoke', id)).toEqual({ status: 0, said: '', printed: '' })
    expect((await askForAccount(token)).status).toBe(401)
    expect(await admin('token', 'revoke', id)).toMatchObject({
      status: 1,
      said: `There is no active token ${id}.\n`,
    })
    expect((await admin('token', 'list')).printed).toMatch(/CI\t.+\trevoked \d{4}-.+Z/)
  })

  test('token create records who made the token, and token list says until when it is valid', async () => {
    const { printed } = await admin(...create, 'acme', '--expires-in-days', '30')
    const { actor } = await (await askForAccount(printed.trim())).json()
    const expired = await server.client({ account: 'acme' })
    const { db } = server.storage
    await db
      .updateTable('tokens')
      .set({ expires_at: Date.parse('2026-01-02T03:04:05Z') })
      .where('id', '=', expired.tokenId)
      .execute()
    const row = await db
      .selectFrom('tokens')
      .selectAll()
      .where('id', '=', actor.id)
      .executeTakeFirstOrThrow()
    const commandLine = { kind: 'system', id: 'command_line', name: 'command line' }
    expect(JSON.parse(row.created_by ?? '')).toEqual(commandLine)
    expect((row.expires_at ?? 0) - row.created_at).toBe(30 * 24 * 60 * 60_000)
    const recorded = await db
      .selectFrom('activity')
      .select(['type', 'actor'])
      .where('account_id', '=', row.account_id)
      .orderBy('id')
      .execute()
    expect(recorded[0]).toEqual({ type: 'token.created', actor: JSON.stringify(commandLine) })
    const { printed: list } = await admin('token', 'list')
    const stateOf = (id: string) =>
      list
        .split('\n')
        .find((line) => line.startsWith(id))
        ?.split('\t')
        .at(-1)
    expect(stateOf(actor.id)).toBe(`active until ${new Date(row.expires_at ?? 0).toISOString()}`)
    expect(stateOf(expired.tokenId)).toBe('expired 2026-01-02T03:04:05.000Z')
  })

  test('sign-in-link prints a link to the public origin that signs in once', async () => {
    const { status, printed } = await admin('sign-in-link', '--account', 'guests')
    expect(status).toBe(0)
    expect(printed).toMatch(/^https:\/\/platform\.test\/sign-in\?link=[\w-]{43}\n$/)
    const secret = new URL(printed.trim()).searchParams.get('link') ?? ''
    const { accounts, signInLinks } = server.platform
    const { spend } = signInLinks
    const { id: accountId } = await accounts.ensure('guests')
    expect(await spend(secret)).toMatchObject({ outcome: 'spent', accountId })
    expect(await spend(secret)).toMatchObject({ outcome: 'used' })
    expect(await spend('another-secret')).toEqual({ outcome: 'unknown' })
  })

  test('person sign-in-link prints a link with which a person creates a new passkey', async () => {
    const { signInLinks, people } = server.platform
    const entered = await people.joining.enter(await signInLinks.create('guests'), {
      how: 'link',
      name: 'Ada Lovelace',
    })
    if (entered.outcome !== 'in') throw new Error(entered.outcome)
    const { printed: list } = await admin('person', 'list')
    const { personId } = entered.who
    expect(list).toContain(`${personId}\tguests\tadmin\tAda Lovelace\t\n`)
    const { printed } = await admin('person', 'sign-in-link', personId)
    const secret = new URL(printed.trim()).searchParams.get('link') ?? ''
    const again = await people.joining.enter(secret, { how: 'link', name: '' })
    expect(again).toMatchObject({ outcome: 'in', who: { personId, onlyAccountId: null } })
    const { status, said } = await admin('person', 'sign-in-link', 'per_nobody')
    expect([status, said]).toEqual([1, 'No person per_nobody belongs to an account.\n'])
  })

  test('migrate and vault rotate print what they did', async () => {
    expect(await admin('migrate')).toEqual({
      status: 0,
      said: '',
      printed: 'The store is current.\n',
    })
    const rotated = await admin('vault', 'rotate')
    expect(rotated.status).toBe(0)
    expect(rotated.printed).toMatch(/^\d+ values are now sealed with the key "k1"\. .+\n$/)
  })

  test('five tokens that are created at the same time while a server runs are all accepted', async () => {
    const made = await Promise.all(
      Array.from({ length: 5 }, (_, index) => admin(...create, `at once ${index % 2}`)),
    )
    for (const { status, printed } of made) {
      expect(status).toBe(0)
      expect((await askForAccount(printed.trim())).status).toBe(200)
    }
  }, 60_000)
})
