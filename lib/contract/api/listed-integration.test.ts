import { describe, expect, it } from 'vitest'
import { listedIntegrationSchema } from './integration'

function parseWithAccount(account: unknown) {
  return listedIntegrationSchema.parse({
    id: 'int_a',
    service: 'slack',
    status: 'connected',
    connected_at: '2026-11-01T09:30:00Z',
    available_tools: ['post_message', 'read\u202echannel', '\u200b'],
    account,
  })
}

describe('an integration of another Miteos', () => {
  it('shows an account under a name without characters that change the direction of text', () => {
    expect(parseWithAccount({ id: 'T1', name: 'ana\u202eexe' }).account).toEqual({
      id: 'T1',
      name: 'anaexe',
    })
  })

  it('shows an account whose name cannot be seen under its id', () => {
    expect(parseWithAccount({ id: 'T1', name: '\u200b\u3164' }).account).toEqual({
      id: 'T1',
      name: 'T1',
    })
  })

  it('has no account when neither name nor id can be seen', () => {
    expect(parseWithAccount({ id: '\u2060', name: ' ' }).account).toBeUndefined()
  })

  it('lists the tools whose names can be seen', () => {
    expect(parseWithAccount(undefined).available_tools).toEqual(['post_message', 'readchannel'])
  })
})
