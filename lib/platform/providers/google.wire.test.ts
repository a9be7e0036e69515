import { OAuth2Client } from 'google-auth-library'
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

describe('Google, as google-auth-library asks', () => {
  const google = ({ recorder, client }: WireSetup) =>
    new OAuth2Client({
      clientId: client.id,
      clientSecret: client.secret,
      redirectUri,
      endpoints: {
        oauth2TokenUrl: `${recorder.origin}/token`,
        oauth2RevokeUrl: `${recorder.origin}/revoke`,
        tokenInfoUrl: `${recorder.origin}/tokeninfo`,
      },
    })

  it.each(['gmail', 'google_ads'] as const)(
    '%s: exchange, refresh, check, revoke',
    async (service) => {
      const exchanged = await compare(
        service,
        (both) => google(both).getToken({ code, codeVerifier: 'v'.repeat(43) }),
        exchange(service, 'v'.repeat(43)),
      )
      expect(exchanged.ours).toEqual(exchanged.theirs)

      const refreshed = await compare(
        service,
        (both) => {
          const client = google(both)
          client.setCredentials({ refresh_token: 'refresh-1' })
          return client.refreshAccessToken()
        },
        refresh(service),
      )
      expect(refreshed.ours).toEqual(refreshed.theirs)

      const checked = await compare(
        service,
        (both) => google(both).getTokenInfo('access-1'),
        call(service, 'check'),
      )
      expect(checked.ours).toEqual(checked.theirs)

      const revoked = await compare(
        service,
        (both) => google(both).revokeToken('refresh-1'),
        call(service, 'revoke'),
      )
      expect(revoked.ours).toEqual(revoked.theirs)
    },
  )
})
