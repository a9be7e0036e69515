import { LogLevel, WebClient } from '@slack/web-api'
import { describe, expect, it } from 'vitest'
import {
  call,
  code,
  compare,
  credential,
  exchange,
  redirectUri,
  refresh,
  type WireSetup,
} from '@/tests/support/wire'

describe('Slack, as @slack/web-api asks', () => {
  const slack = ({ recorder }: WireSetup, token?: string) =>
    new WebClient(token, {
      slackApiUrl: `${recorder.origin}/api/`,
      logLevel: LogLevel.ERROR,
      retryConfig: { retries: 0 },
    })
  const us = ({ client }: WireSetup) => ({ client_id: client.id, client_secret: client.secret })

  it('exchange, but for grant_type, which the SDK leaves out', async () => {
    const { ours, theirs } = await compare(
      'slack',
      (both) => slack(both).oauth.v2.access({ ...us(both), code, redirect_uri: redirectUri }),
      exchange('slack'),
    )
    const fields = { ...theirs.fields, grant_type: 'authorization_code' }
    expect(ours).toEqual({ ...theirs, fields })
  })

  it('refresh, identify, check, revoke', async () => {
    const refreshed = await compare(
      'slack',
      (both) =>
        slack(both).oauth.v2.access({
          ...us(both),
          grant_type: 'refresh_token',
          refresh_token: 'refresh-1',
        }),
      refresh('slack'),
    )
    expect(refreshed.ours).toEqual(refreshed.theirs)

    const details = { team_id: 'T1', team_name: 'Acme', user_id: 'U1', user_token: 'access-1' }
    const held = { ...credential, details }
    for (const what of ['identify', 'check'] as const) {
      const tested = await compare(
        'slack',
        (both) => slack(both, 'access-1').auth.test(),
        call('slack', what, held),
      )
      expect(tested.ours).toEqual(tested.theirs)
    }
    const revoked = await compare(
      'slack',
      (both) => slack(both, 'access-1').auth.revoke(),
      call('slack', 'revoke'),
    )
    expect(revoked.ours).toEqual(revoked.theirs)
  })
})
