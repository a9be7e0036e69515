import { describe, expect, it } from 'vitest'
import type { Service } from '@/lib/contract/services/catalogue'
import {
  type Answer,
  type CredentialKind,
  gone,
  json,
  nothing,
  outcomeOf,
  stripe,
  telegram,
} from '@/tests/support/provider-outcome'

describe('identify', () => {
  const google = { sub: '1082', email: 'ana@example.com' }
  const bot = { ok: true, result: { id: 12, is_bot: true, username: 'ana_bot' } }
  const account = {
    id: 'acct_1',
    business_profile: { name: 'Lima Bakery' },
    settings: { dashboard: { display_name: 'Lima' } },
    email: 'ana@example.com',
  }
  const table: [Service, CredentialKind, Answer, string][] = [
    ['gmail', 'lasting', json(200, google), '1082 ana@example.com'],
    ['google_ads', 'lasting', json(200, google), '1082 ana@example.com'],
    ['gmail', 'lasting', json(400, { error: 'invalid_token' }), 'refused'],
    ['gmail', 'lasting', json(200, { sub: '1082' }), 'malformed'],
    ['github', 'lasting', json(200, { id: 583, login: 'ana-lima' }), '583 ana-lima'],
    ['github', 'lasting', json(401, {}), 'refused'],
    ['github', 'lasting', json(403, {}, { 'retry-after': '60' }), 'unavailable'],
    ['github', 'lasting', json(200, { id: 'x', login: 'ana' }), 'malformed'],
    ['stripe', 'lasting', json(200, account), 'acct_1 Lima Bakery'],
    ['stripe', 'lasting', json(200, { ...account, business_profile: null }), 'acct_1 Lima'],
    ['stripe', 'lasting', json(200, { id: 'acct_1', email: null }), 'acct_1 acct_1'],
    ['stripe', 'lasting', gone, 'refused'],
    ['stripe', 'lasting', stripe(401, {}), 'misconfigured'],
    ['slack', 'lasting', nothing, 'T1:U1 Acme'],
    ['notion', 'lasting', nothing, 'malformed'],
    ['telegram', 'own bot', json(200, bot), '12 @ana_bot'],
    ['telegram', 'shared bot', json(200, bot), '12 @ana_bot'],
    ['telegram', 'own bot', telegram(401), 'refused'],
    ['telegram', 'own bot', telegram(404), 'refused'],
    ['telegram', 'shared bot', telegram(401), 'misconfigured'],
    ['telegram', 'own bot', json(200, { ok: true, result: {} }), 'malformed'],
  ]
  it.each(table)('%s, %s: %j is %s', async (service, kind, answer, expected) => {
    expect(await outcomeOf(service, 'identify', kind, answer)).toBe(expected)
  })

  it('takes control characters out of a name and keeps the rest, within a limit', async () => {
    const login = `a\u0000na\r\n👩‍💻 ${'x'.repeat(500)}`
    const name = (
      await outcomeOf('github', 'identify', 'lasting', json(200, { id: 1, login }))
    ).slice(2)
    expect(name).toMatch(/^ana👩‍💻 x+$/)
    expect(name.length).toBeLessThan(256)
  })
})
