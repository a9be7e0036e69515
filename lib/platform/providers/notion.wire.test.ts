import { Client as NotionClient } from '@notionhq/client'
import { describe, expect, it } from 'vitest'
import {
  call,
  code,
  compare,
  exchange,
  redirectUri,
  refresh,
  type WireSetup,
} from '@/tests/support/wire'

describe('Notion, as @notionhq/client asks', () => {
  const notion = ({ recorder }: WireSetup) =>
    new NotionClient({
      baseUrl: recorder.origin,
      notionVersion: '2025-09-03',
      retry: false,
      logger: () => {},
    }).oauth
  const us = ({ client }: WireSetup) => ({ client_id: client.id, client_secret: client.secret })

  it('exchange, refresh, introspect, revoke', async () => {
    const exchanged = await compare(
      'notion',
      (both) =>
        notion(both).token({
          ...us(both),
          grant_type: 'authorization_code',
          code,
          redirect_uri: redirectUri,
        }),
      exchange('notion'),
    )
    expect(exchanged.ours).toEqual(exchanged.theirs)

    const refreshed = await compare(
      'notion',
      (both) =>
        notion(both).token({
          ...us(both),
          grant_type: 'refresh_token',
          refresh_token: 'refresh-1',
        }),
      refresh('notion'),
    )
    expect(refreshed.ours).toEqual(refreshed.theirs)

    const checked = await compare(
      'notion',
      (both) => notion(both).introspect({ ...us(both), token: 'access-1' }),
      call('notion', 'check'),
    )
    expect(checked.ours).toEqual(checked.theirs)

    const revoked = await compare(
      'notion',
      (both) => notion(both).revoke({ ...us(both), token: 'access-1' }),
      call('notion', 'revoke'),
    )
    expect(revoked.ours).toEqual(revoked.theirs)
  })
})
