import { beforeAll, expect, test } from 'vitest'
import { downloadActivity } from '@/lib/dashboard/activity/download-activity'
import { openPeopleScene, type PeopleScene } from '@/tests/support/people-scene'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('the downloaded activity', (openStore) => {
  let scene: PeopleScene
  beforeAll(async () => {
    scene = openPeopleScene(await openStore())
  })

  test('has everything that the filters match, over several pages of the API', async () => {
    const grace = await scene.firstAdmin('downloaded')
    const { platform, storage } = scene.server
    const account = await platform.accounts.ensure('downloaded')
    const rows = Array.from({ length: 450 }, (_, index) => ({
      id: `act_0${String(index).padStart(25, '0')}`,
      account_id: account.id,
      environment: index % 2 === 0 ? 'test' : 'live',
      at: index,
      type: 'token.created',
      actor: JSON.stringify({ kind: 'token', id: 'tok_1', name: 'CI' }),
      actor_id: 'tok_1',
      target: JSON.stringify({ id: 'tok_2', name: 'new' }),
      outcome: 'done',
    }))
    await storage.db.insertInto('activity').values(rows).execute()
    const path = '/api/activity?actor=tok_1&type=token.created'
    const response = await grace.get(downloadActivity, path)
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="activity.csv"')
    const [header, ...lines] = (await response.text()).trimEnd().split('\r\n')
    expect(header).toMatch(/^id,at,environment,type/)
    expect(lines).toHaveLength(rows.length)
    expect(new Set(lines).size).toBe(rows.length)
  })

  test('is refused with filters that cannot be used, which would leave out nothing', async () => {
    const grace = await scene.firstAdmin('unusable filters')
    for (const [query, named] of [
      ['since=yesterday', 'since'],
      ['since=2026-02-30', 'since'],
      ['type=zzz', 'type'],
      ['environment=staging&actor=x%20y', 'actor and environment'],
      ['type=token.created&type=token.revoked', 'type'],
    ]) {
      const refused = await grace.get(downloadActivity, `/api/activity?${query}`)
      expect(refused.status).toBe(422)
      expect(await refused.json()).toMatchObject({
        code: 'invalid_request',
        detail: expect.stringContaining(`cannot be used: ${named}.`),
      })
    }
    const usable = await grace.get(downloadActivity, '/api/activity?since=2026-03-01&actor=')
    expect(usable.status).toBe(200)
  })

  test('is refused to members and to people who are not signed in', async () => {
    const grace = await scene.firstAdmin('refused download')
    const ada = await scene.join(grace, 'member', 'Ada')
    const refused = await ada.get(downloadActivity, '/api/activity')
    expect([refused.status, refused.headers.get('content-type')]).toEqual([
      403,
      'application/problem+json',
    ])
    const stranger = await scene.openBrowser().get(downloadActivity, '/api/activity')
    expect(stranger.status).toBe(401)
  })
})
