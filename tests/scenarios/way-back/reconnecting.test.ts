import { expect, test } from 'vitest'
import { integration, problem } from '@/tests/support/fake-miteos'
import { describeOnBothStores } from '@/tests/support/stores'
import {
  begin,
  code,
  complete,
  finish,
  openCallback,
  queryOf,
  startWayBack,
} from '@/tests/support/way-back'

describeOnBothStores('reconnecting', async (openStore) => {
  const storage = await openStore()

  test('when another account comes back both are shown and the person decides', async () => {
    const accounts = {
      expected: { id: 'T1', name: 'Acme' },
      received: { id: 'T2', name: 'Beta' },
    }
    for (const choice of ['second', 'replace'] as const) {
      const { dashboard, person, browser, miteos } = await startWayBack(storage)
      miteos.on('POST /integrations', () => problem(409, 'account_mismatch', accounts))
      const { state } = await begin(browser, 'slack', { reconnects: 'int_old' })
      const query = { oauth_code: code, service: 'slack', state }
      const location = await finish(dashboard, person, query)
      expect(miteos.bodies.at(-1)).toEqual({
        service: 'slack',
        oauth_code: code,
        reconnects: 'int_old',
      })
      const { wayBack } = await openCallback(dashboard, person, queryOf(location))
      expect(wayBack).toMatchObject({ cause: 'account_mismatch', reconnects: 'int_old' })
      const mismatch = wayBack.kind === 'failed' ? wayBack.mismatch : undefined
      expect(mismatch).toMatchObject({ ...accounts, mayReplace: true })

      const row = await storage.db
        .selectFrom('attempts')
        .selectAll()
        .where('id', '=', mismatch?.attemptId ?? '')
        .executeTakeFirst()
      expect(row?.status).toBe('deciding')
      expect(JSON.stringify(row)).not.toContain(code)

      miteos.on('POST /integrations', () => Response.json(integration({ id: 'int_new' })))
      const decided = await complete(browser, { attempt: mismatch?.attemptId ?? '', choice })
      expect(decided.headers.get('location')).toBe('/integrations?connected=int_new')
      expect(miteos.bodies.at(-1)).toEqual(
        choice === 'second'
          ? { service: 'slack', oauth_code: code }
          : { service: 'slack', oauth_code: code, reconnects: 'int_old', replace: true },
      )
      const before = miteos.calls.length
      await complete(browser, { attempt: mismatch?.attemptId ?? '', choice })
      expect(miteos.calls).toHaveLength(before)
    }
  })

  test('a choice whose code cannot be opened any more ends the attempt, and the operator is alarmed', async () => {
    const accounts = {
      expected: { id: 'T1', name: 'Acme' },
      received: { id: 'T2', name: 'Beta' },
    }
    const { dashboard, person, browser, miteos, posts, logged } = await startWayBack(storage)
    miteos.on('POST /integrations', () => problem(409, 'account_mismatch', accounts))
    const { state } = await begin(browser, 'slack', { reconnects: 'int_old' })
    const query = { oauth_code: code, service: 'slack', state }
    const attempt = queryOf(await finish(dashboard, person, query)).get('attempt') ?? ''
    await storage.db
      .updateTable('attempts')
      .set({ code: 'not what was sealed' })
      .where('id', '=', attempt)
      .execute()
    const before = posts()
    for (const choice of ['second', 'replace']) {
      const answer = await complete(browser, { attempt, choice })
      expect(answer.headers.get('location')).toBe(`/callback?attempt=${attempt}`)
      const { wayBack } = await openCallback(dashboard, person, { attempt })
      expect(wayBack).toMatchObject({ cause: 'attempt_expired', reconnects: 'int_old' })
    }
    expect(posts()).toBe(before)
    const alarms = logged.filter((line) => line.includes('operator alarm'))
    expect(alarms).toEqual([expect.stringContaining(`"attempt":"${attempt}"`)])
    expect(alarms.join()).not.toContain('not what was sealed')
  })

  test('a choice pressed twice at once is made once, and both presses lead to its result', async () => {
    const accounts = {
      expected: { id: 'T1', name: 'Acme' },
      received: { id: 'T2', name: 'Beta' },
    }
    const { dashboard, person, browser, miteos, posts } = await startWayBack(storage)
    miteos.on('POST /integrations', () => problem(409, 'account_mismatch', accounts))
    const { state } = await begin(browser, 'slack', { reconnects: 'int_old' })
    const query = { oauth_code: code, service: 'slack', state }
    const attempt = queryOf(await finish(dashboard, person, query)).get('attempt') ?? ''
    const before = posts()
    miteos.on('POST /integrations', async () => {
      await new Promise((resolve) => setTimeout(resolve, 200))
      return Response.json(integration({ id: 'int_new' }))
    })
    const press = (choice: string) => complete(browser, { attempt, choice })
    const answers = await Promise.all([press('second'), press('second'), press('replace')])
    expect(answers.map((answer) => answer.headers.get('location'))).toEqual(
      answers.map(() => '/integrations?connected=int_new'),
    )
    expect(posts()).toBe(before + 1)
  })

  test('an integration that is not there any more is said to be gone', async () => {
    const { dashboard, person, browser, miteos } = await startWayBack(storage)
    miteos.on('POST /integrations', () => problem(404, 'not_found'))
    const { state } = await begin(browser, 'slack', { reconnects: 'int_old' })
    const location = await finish(dashboard, person, { oauth_code: code, service: 'slack', state })
    const { wayBack } = await openCallback(dashboard, person, queryOf(location))
    expect(wayBack).toMatchObject({ cause: 'integration_gone' })
  })

  test('a Miteos that ignores "reconnects" is noticed by the id that comes back', async () => {
    const { dashboard, person, browser } = await startWayBack(storage)
    const { state } = await begin(browser, 'slack', { reconnects: 'int_old' })
    const query = { oauth_code: code, service: 'slack', state }
    expect(await finish(dashboard, person, query)).toBe(
      `/integrations?connected=${integration().id}&instead_of=int_old`,
    )
  })
})
