import { expect, test } from 'vitest'
import { describeOnBothStores } from '@/tests/support/stores'
import { openStorage } from '../database'
import { currentSchema, migrate } from '../migrate'

const live = 'tok_00000000000000000000000001'

describeOnBothStores('the activity from before its names were safe', (_, newDatabase) => {
  test('loses the names of what is elsewhere, the URLs of webhooks and the queries of redirect URIs', async () => {
    const storage = openStorage({
      ...(await newDatabase()),
      onIdleError: (error) => {
        throw error
      },
    })
    const { db } = storage
    const older = Object.entries(currentSchema.migrations).filter(([name]) => name < '0018')
    await migrate(db, { ...currentSchema, migrations: Object.fromEntries(older) })
    await db.insertInto('accounts').values({ id: 'acct_1', name: 'Acme', created_at: 1 }).execute()
    const token = { account_id: 'acct_1', role: 'admin', hash: 'h', created_at: 1 }
    await db
      .insertInto('tokens')
      .values({ ...token, id: live, environment: 'live', name: 'Secret project' })
      .execute()
    const url = 'https://hooks.example.com/services/secret?key=secret'
    const stored: [type: string, outcome: string, target: string][] = [
      ['token.revoke', 'failed', JSON.stringify({ id: live, name: 'Secret project' })],
      ['webhook.deleted', 'done', JSON.stringify({ id: 'whk_1', name: url })],
      ['webhook.delete', 'failed', JSON.stringify({ id: 'whk_1', name: 'whk_1' })],
      [
        'redirect_uri.deleted',
        'done',
        JSON.stringify({ id: 'uri_1', name: 'https://a.example/b?c=d' }),
      ],
      ['token.list', 'refused', '{'],
    ]
    const others = Array.from({ length: 600 }, (): (typeof stored)[0] => [
      'webhook.tested',
      'done',
      JSON.stringify({ id: 'whk_2', name: url }),
    ])
    const rows = [...stored, ...others].map(([type, outcome, target], index) => ({
      ...{ id: `act_${String(index).padStart(5, '0')}`, account_id: 'acct_1', at: index },
      ...{ environment: 'test', type, outcome, target, actor: '{}' },
    }))
    await db.insertInto('activity').values(rows).execute()
    await migrate(db)

    const found = await db.selectFrom('activity').select('target').orderBy('id').execute()
    expect(found.slice(0, 5).map(({ target }) => target)).toEqual([
      JSON.stringify({ id: live, name: live }),
      JSON.stringify({ id: 'whk_1', name: 'hooks.example.com' }),
      JSON.stringify({ id: 'whk_1', name: 'whk_1' }),
      JSON.stringify({ id: 'uri_1', name: 'https://a.example/b?…' }),
      '{',
    ])
    expect(JSON.stringify(found)).not.toContain('secret')
    await storage.close()
  })
})
