import { Client as NotionClient } from '@notionhq/client'
import { describe, expect, it } from 'vitest'
import {
  type Connection,
  code,
  compare,
  ourCall,
  ourExchange,
  ourRefresh,
  redirectUri,
} from '@/tests/support/wire'

describe('our requests to Notion are those of @notionhq/client:', () => {
  const notion = ({ recorder }: Connection) =>
    new NotionClient({
      baseUrl: recorder.origin,
      notionVersion: '2025-09-03',
      retry: false,
      logger: () => {},
    }).oauth
  const clientOptions = ({ client }: Connection) => ({
    client_id: client.id,
    client_secret: client.secret,
  })

  it('the exchange, the refresh, the probe and the revocation are the same', async () => {
    const exchanged = await compare(
      'notion',
      (connection) =>
        notion(connection).token({
          ...clientOptions(connection),
          grant_type: 'authorization_code',
          code,
          redirect_uri: redirectUri,
        }),
      ourExchange('notion'),
    )
    expect(exchanged.ours).toEqual(exchanged.theirs)

    const refreshed = await compare(
      'notion',
      (connection) =>
        notion(connection).token({
          ...clientOptions(connection),
          grant_type: 'refresh_token',
          refresh_token: 'refresh-1',
        }),
      ourRefresh('notion'),
    )
    expect(refreshed.ours).toEqual(refreshed.theirs)

    const probed = await compare(
      'notion',
      (connection) =>
        notion(connection).introspect({ ...clientOptions(connection), token: 'access-1' }),
      ourCall('notion', 'probe'),
    )
    expect(probed.ours).toEqual(probed.theirs)

    const revoked = await compare(
      'notion',
      (connection) =>
        notion(connection).revoke({ ...clientOptions(connection), token: 'access-1' }),
      ourCall('notion', 'revoke'),
    )
    expect(revoked.ours).toEqual(revoked.theirs)
  })
})
