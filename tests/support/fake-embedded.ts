import type { EmbeddedMiteos } from '@/lib/dashboard/dashboard'
import type { Transport } from '@/lib/dashboard/miteos/miteos-transport'
import type { EmbeddedAdministration } from '@/lib/dashboard/people/embedded-administration'
import type { EmbeddedPeople } from '@/lib/dashboard/people/embedded-people'
import type { EmbeddedStaff } from '@/lib/dashboard/people/embedded-staff'

export interface FakeEmbedded extends EmbeddedMiteos {
  /** The secrets of sign-in links that can still be spent. */
  links: Set<string>
  /** The time at which each link was spent, by the secret of the link. */
  spent: Map<string, number>
  /** The ids of the revoked tokens. */
  revoked: string[]
  /** True when somebody has signed in. */
  signedIn: boolean
}

const notHere = () => Promise.reject(new Error('this fake knows no people'))

/** The functions for people of a Miteos that has none: every link is unknown. */
const nobody: EmbeddedPeople = {
  joining: {
    recordRefusedLink: async () => {},
    find: async () => ({ outcome: 'unknown' }),
    beginPasskey: notHere,
    enter: async () => ({ outcome: 'unknown' }),
  },
  ceremonies: { beginSignIn: notHere, signIn: notHere },
  singleSignOn: { signIn: notHere, enter: notHere },
  sessions: {
    open: notHere,
    refuse: notHere,
    listAccounts: notHere,
    listFormerAccounts: notHere,
    listAccountsForMenu: notHere,
  },
  passkeys: { list: notHere, beginAdd: notHere, add: notHere, remove: notHere },
}

/** The functions for support staff of a Miteos that has none. */
const noStaff: EmbeddedStaff = {
  joining: {
    find: async () => ({ outcome: 'unknown' }),
    beginPasskey: notHere,
    enter: async () => ({ outcome: 'unknown' }),
    enterBySignOn: async () => ({ outcome: 'unknown' }),
  },
  signOn: { identify: async () => null },
  search: { find: notHere, get: notHere },
  visits: { open: notHere, list: notHere },
  find: async () => null,
  isAddedByOperator: async () => false,
}

const noAccounts: EmbeddedAdministration = {
  rank: async () => [],
  countStatuses: async () => [],
  listBroken: async () => [],
  check: notHere,
  link: notHere,
  readLinkMails: async () => new Map(),
  name: async () => [],
  listConnectedBy: async () => ({ integrations: [], count: 0 }),
  listConnectors: async () => [],
  listOfLeavers: async () => ({ integrations: [], count: 0 }),
}

/** Creates a fake of the functions that an embedded Miteos has besides its API. */
export function createFakeEmbedded(handle: Transport, now = Date.now): FakeEmbedded {
  const fake: FakeEmbedded = {
    handle,
    links: new Set(),
    spent: new Map(),
    revoked: [],
    signedIn: false,
    signInLinks: {
      create: async () => 'a_secret_of_a_sign_in_link',
      async spend(secret) {
        const at = fake.spent.get(secret)
        if (at !== undefined) return { outcome: 'used', at }
        if (!fake.links.delete(secret)) return { outcome: 'unknown' }
        fake.spent.set(secret, now())
        const made = { token: 'mt_test_made_for_the_link', tokenId: 'tok_1' }
        return { outcome: 'spent', ...made, accountId: 'acct_1' }
      },
      hasAnybodySignedIn: async () => fake.signedIn,
      async markSignedIn() {
        fake.signedIn = true
      },
    },
    people: nobody,
    staff: noStaff,
    breakMails: { areSent: false, read: async () => null, choose: async () => null },
    administration: noAccounts,
    reconnectLinks: { find: async () => ({ outcome: 'unknown' }), claim: async () => false },
    async revokeToken({ tokenId }) {
      if (tokenId) fake.revoked.push(tokenId)
    },
    start: async () => {},
    lastBackgroundRuns: () => ({ codes: null, revocations: null }),
    describeTools: () => [],
    queues: [],
    circuits: () => [],
    close: async () => {},
  }
  return fake
}
