import { Api } from 'grammy'
import { describe, expect, it } from 'vitest'
import { type Connection, compare, ourCall } from '@/tests/support/wire'
import type { Credential } from './provider'

describe('our requests to Telegram are those of grammy:', () => {
  const ownBot: Credential = { accessToken: '1:own', scopes: [], details: {} }
  const bot = ({ recorder }: Connection) => new Api('1:own', { apiRoot: recorder.origin })

  it.each(['identify', 'probe'] as const)('the call for "%s" is the same', async (method) => {
    const asked = await compare(
      'telegram',
      (connection) => bot(connection).getMe(),
      ourCall('telegram', method, ownBot),
    )
    expect(asked.ours).toEqual(asked.theirs)
  })
})
