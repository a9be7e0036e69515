import { LogLevel, WebClient } from '@slack/web-api'
import { describe, expect, it } from 'vitest'
import {
  type Connection,
  code,
  compare,
  credential,
  ourCall,
  ourExchange,
  ourRefresh,
  redirectUri,
} from '@/tests/support/wire'

describe('our requests to Slack are those of @slack/web-api:', () => {
  const slack = ({ recorder }: Connection, token?: string) =>
    new WebClient(token, {
      slackApiUrl: `${recorder.origin}/api/`,
      logLevel: LogLevel.ERROR,
      retryConfig: { retries: 0 },
    })
  const clientOptions = ({ client }: Connection) => ({
    client_id: client.id,
    client_secret: client.secret,
  })

  it('the exchange is the same, with the grant_type that the library leaves out', async () => {
    const { ours, theirs } = await compare(
      'slack',
      (connection) =>
        slack(connection).oauth.v2.access({
          ...clientOptions(connection),
          code,
          redirect_uri: redirectUri,
        }),
      ourExchange('slack'),
    )
    const fields = { ...theirs.fields, grant_type: 'authorization_code' }
    expect(ours).toEqual({ ...theirs, fields })
  })

  it('the refresh, the calls that identify and probe, and the revocation are the same', async () => {
    const refreshed = await compare(
      'slack',
      (connection) =>
        slack(connection).oauth.v2.access({
          ...clientOptions(connection),
          grant_type: 'refresh_token',
          refresh_token: 'refresh-1',
        }),
      ourRefresh('slack'),
    )
    expect(refreshed.ours).toEqual(refreshed.theirs)

    const details = { team_id: 'T1', team_name: 'Acme', user_id: 'U1', user_token: 'access-1' }
    const withUserToken = { ...credential, details }
    for (const method of ['identify', 'probe'] as const) {
      const tested = await compare(
        'slack',
        (connection) => slack(connection, 'access-1').auth.test(),
        ourCall('slack', method, withUserToken),
      )
      expect(tested.ours).toEqual(tested.theirs)
    }
    const revoked = await compare(
      'slack',
      (connection) => slack(connection, 'access-1').auth.revoke(),
      ourCall('slack', 'revoke'),
    )
    expect(revoked.ours).toEqual(revoked.theirs)
  })
})
