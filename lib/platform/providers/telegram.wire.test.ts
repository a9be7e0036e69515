import { Api } from 'grammy'
import { describe, expect, it } from 'vitest'
import { call, compare, type WireSetup } from '@/tests/support/wire'
import type { Credential } from './provider'

describe('Telegram, as grammy asks', () => {
  const own: Credential = { accessToken: '1:own', scopes: [], details: {} }
  const bot = ({ recorder }: WireSetup) => new Api('1:own', { apiRoot: recorder.origin })

  it.each(['identify', 'check'] as const)('%s', async (what) => {
    const asked = await compare(
      'telegram',
      (both) => bot(both).getMe(),
      call('telegram', what, own),
    )
    expect(asked.ours).toEqual(asked.theirs)
  })
})
