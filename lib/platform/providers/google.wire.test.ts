import { OAuth2Client } from 'google-auth-library'
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

describe('our requests to Google are those of google-auth-library:', () => {
  const googleLibrary = ({ recorder, client }: Connection) =>
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
    'for %s, the exchange, the refresh, the probe and the revocation are the same',
    async (service) => {
      const exchanged = await compare(
        service,
        (connection) => googleLibrary(connection).getToken({ code, codeVerifier: 'v'.repeat(43) }),
        ourExchange(service, 'v'.repeat(43)),
      )
      expect(exchanged.ours).toEqual(exchanged.theirs)

      const refreshed = await compare(
        service,
        (connection) => {
          const client = googleLibrary(connection)
          client.setCredentials({ refresh_token: 'refresh-1' })
          return client.refreshAccessToken()
        },
        ourRefresh(service),
      )
      expect(refreshed.ours).toEqual(refreshed.theirs)

      const probed = await compare(
        service,
        (connection) => googleLibrary(connection).getTokenInfo('access-1'),
        ourCall(service, 'probe'),
      )
      expect(probed.ours).toEqual(probed.theirs)

      const revoked = await compare(
        service,
        (connection) => googleLibrary(connection).revokeToken('refresh-1'),
        ourCall(service, 'revoke'),
      )
      expect(revoked.ours).toEqual(revoked.theirs)
    },
  )
})
