import type { EmbeddedMiteos } from '@/lib/server/dashboard'
import type { Transport } from '@/lib/server/miteos/miteos-transport'

export interface FakeEmbedded extends EmbeddedMiteos {
  /** Secrets of sign-in links that can still be spent. */
  links: Set<string>
  /** Ids of the tokens that were revoked. */
  revoked: string[]
  signedIn: boolean
}

/** What a Miteos in the same process offers besides its API. */
export function createFakeEmbedded(handle: Transport): FakeEmbedded {
  const fake: FakeEmbedded = {
    handle,
    links: new Set(),
    revoked: [],
    signedIn: false,
    signInLinks: {
      create: async () => 'a_secret_of_a_sign_in_link',
      async spend(secret) {
        if (!fake.links.delete(secret)) return null
        return { token: 'mt_test_made_for_the_link', tokenId: 'tok_1', accountId: 'acct_1' }
      },
      hasAnybodySignedIn: async () => fake.signedIn,
      async markSignedIn() {
        fake.signedIn = true
      },
    },
    async revokeToken({ tokenId }) {
      if (tokenId) fake.revoked.push(tokenId)
    },
    start: async () => {},
    lastBackgroundRunAt: () => null,
    close: async () => {},
  }
  return fake
}
