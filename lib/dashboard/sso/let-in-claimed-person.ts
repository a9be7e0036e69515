import 'server-only'
import type { Dashboard, SignOn } from '../dashboard'
import { isStaffIn, personIn } from '../oidc/claims'
import type { ClaimedPerson, EmbeddedPeople } from '../people/embedded-people'
import { createPersonToken } from '../sign-in/create-person-token'
import { resultAfterLink } from '../sign-in/enter-by-link'
import type { SignInFailure } from '../sign-in/sign-in'
import type { SignInOutcome } from '../sign-in/spend-link'
import type { ClaimsAndTokens } from './sign-on-options'

const refusals = { no_role: 'sso_no_role', removed: 'sso_removed' } as const satisfies Record<
  string,
  SignInFailure
>

const staffLinkFailures = {
  used: 'link_used',
  replaced: 'link_used',
  removed: 'link_used',
  expired: 'link_invalid',
  passkey_refused: 'passkey_refused',
  name_missing: 'name_missing',
  /** The link is for a person whom the issuer does not know, or knows for one account only. */
  unknown: 'sso_taken',
} as const satisfies Record<string, SignInFailure>

/**
 * Returns the access token of the issuer as the token for a remote Miteos, which decides what the
 * person may do.
 */
function tokenOfRemote({ settings }: SignOn, { claims, tokens }: ClaimsAndTokens): SignInOutcome {
  const { accessToken: token, refreshToken, expiresAt } = tokens
  return {
    presented: {
      token,
      environment: 'live',
      personKey: `sso:${settings.issuer.href}:${claims.sub}`,
      tokenId: null,
      accountId: null,
      who: null,
      renewal: { refreshToken, expiresAt },
    },
  }
}

async function belongsSomewhere(
  { sessions }: EmbeddedPeople,
  personId: string,
  now: number,
): Promise<boolean> {
  const who = { personId, onlyAccountId: null, wayMadeAt: now }
  return (await sessions.listAccounts(who)).length > 0
}

async function isStaffLink({ embedded }: Dashboard, link: string): Promise<boolean> {
  const found = await embedded?.staff.joining.find(link)
  return found !== undefined && found.outcome !== 'unknown'
}

/** Lets a person in with a link for support staff. */
async function letInStaff(
  { embedded }: Dashboard,
  link: string,
  person: ClaimedPerson,
): Promise<SignInOutcome> {
  const entered = await embedded?.staff.joining.enterBySignOn(link, person)
  if (entered?.outcome === 'in') return { staffId: entered.personId }
  return { failure: staffLinkFailures[entered?.outcome ?? 'unknown'] }
}

/**
 * Lets in a person whom the issuer has identified. Returns the token with which they sign in, or
 * why they cannot.
 *
 * @param link the secret of a link with which the person comes in. Null when they sign in without one
 */
export async function letInClaimedPerson(
  dashboard: Dashboard,
  signOn: SignOn,
  redeemed: ClaimsAndTokens,
  link: string | null,
): Promise<SignInOutcome> {
  const people = dashboard.embedded?.people
  if (!people) return tokenOfRemote(signOn, redeemed)
  const person = personIn(redeemed.claims, signOn.settings)
  if (link !== null && (await isStaffLink(dashboard, link)))
    return letInStaff(dashboard, link, person)
  if (link !== null) {
    const result = await people.singleSignOn.enter(link, person)
    return resultAfterLink(dashboard, { secret: link, result }, null, 'sso')
  }
  const isClaimed = isStaffIn(redeemed.claims, signOn.settings)
  const staffId = await dashboard.embedded?.staff.signOn.identify(person, isClaimed)
  // Support staff are no members, whatever the default role is.
  if (
    staffId &&
    person.role === null &&
    !(await belongsSomewhere(people, staffId, dashboard.now()))
  )
    return { staffId }
  const result = await people.singleSignOn.signIn(person)
  if (result.outcome !== 'in') return { failure: refusals[result.outcome] }
  const presented = await createPersonToken(dashboard, result.who, undefined, 'sso')
  if (!presented) return { failure: 'no_account' }
  return { presented, ...(staffId ? { staffId } : {}) }
}
