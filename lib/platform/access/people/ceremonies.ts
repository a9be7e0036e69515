import { createHash } from 'node:crypto'
import type { Database } from '@/lib/storage/database'
import type { PlatformContext } from '../../core/context'
import { newId } from '../../core/new-id'
import type { Challenges } from './challenges'
import type { IdentifiedPerson, PasskeyReach } from './identified-person'
import { createRelyingParty, credentialIdIn, type PublicPasskey } from './relying-party'

/** What a browser needs to use an authenticator. */
export interface Ceremony {
  /** The options for `navigator.credentials`, as JSON. */
  options: object
  /** The challenge, sealed. The browser sends it back with the answer. */
  state: string
}

/** The answer of a browser. */
export interface CeremonyAnswer {
  /** The answer of the authenticator, as JSON. */
  response: string
  state: string
  /** The secret in the cookie of the browser. */
  browser: string
}

/** The answer came before, at the time `usedAt`, in milliseconds since 1970. */
export interface UsedAnswer {
  usedAt: number
}

/** A passkey that was created and is not stored yet. */
export interface CreatedPasskey {
  personId: string
  /** Stores the passkey in a transaction and returns its id. Returns null when the passkey is stored already. */
  store: (
    db: Database,
    passkey: { name: string; onlyAccountId: string | null; wayMadeAt: number },
  ) => Promise<string | null>
}

/** The ceremonies of WebAuthn. A challenge can be answered once, whatever comes of the answer. */
export interface Ceremonies {
  /** Begins a sign-in with a passkey. `browser` is the secret in the cookie of the browser. */
  beginSignIn: (browser: string) => Promise<Ceremony>
  /** Returns the person whose passkey has signed. Returns null when the answer is not valid. */
  signIn: (answer: CeremonyAnswer) => Promise<IdentifiedPerson | UsedAnswer | null>
  /**
   * Begins to create a passkey for a person, who need not exist yet.
   *
   * @param purpose what the passkey is created for; the same text as in `create`
   */
  beginCreate: (
    person: PasskeyReach & { name: string },
    purpose: string,
    browser: string,
  ) => Promise<Ceremony>
  /** Checks the answer to `beginCreate`. Returns null when the answer is not valid. */
  create: (answer: CeremonyAnswer, purpose: string) => Promise<CreatedPasskey | UsedAnswer | null>
  /** Uses up an answer that is not looked at. Without a `purpose`, it is the answer to `beginSignIn`. */
  discard: (answer: CeremonyAnswer, purpose?: string) => Promise<void>
}

const signInPurpose = 'sign-in'

/**
 * Returns the user handle, by which an authenticator knows a person. An authenticator keeps one passkey for each handle, so a
 * passkey for one account has another handle than a passkey for all accounts.
 */
function userHandleOf({ personId, onlyAccountId }: PasskeyReach): Buffer {
  return createHash('sha256').update(`${personId} ${onlyAccountId}`).digest()
}

/** Creates the ceremonies in which passkeys are created and used. */
export function createCeremonies(
  { storage, settings, now }: Pick<PlatformContext, 'storage' | 'settings' | 'now'>,
  challenges: Challenges,
): Ceremonies {
  const relyingParty = createRelyingParty(settings.appUrl)

  async function insertPasskey(
    db: Database,
    personId: string,
    { id, publicKey, counter, transports }: PublicPasskey,
    { name, onlyAccountId, wayMadeAt }: Parameters<CreatedPasskey['store']>[1],
  ) {
    const inserted = await db
      .insertInto('passkeys')
      .values({
        id: newId('pky'),
        credential_id: id,
        person_id: personId,
        only_account_id: onlyAccountId,
        public_key: publicKey,
        counter,
        transports: JSON.stringify(transports),
        name,
        created_at: now(),
        way_made_at: wayMadeAt,
      })
      .onConflict((conflict) => conflict.column('credential_id').doNothing())
      .returning('id')
      .executeTakeFirst()
    return inserted?.id ?? null
  }

  function findPasskey(credentialId: string) {
    return storage.db
      .selectFrom('passkeys')
      .select(['id', 'person_id', 'only_account_id', 'public_key', 'counter'])
      .select(({ fn }) => fn.coalesce('way_made_at', 'created_at').as('wayMadeAt'))
      .where('credential_id', '=', credentialId)
      .executeTakeFirst()
  }

  return {
    async beginSignIn(browser) {
      const options = await relyingParty.optionsToSignIn()
      const scope = { purpose: signInPurpose, browser }
      return { options, state: challenges.seal({ challenge: options.challenge }, scope) }
    },
    async signIn({ response, state, browser }) {
      const challenge = challenges.open(state, { purpose: signInPurpose, browser })
      if (!challenge) return null
      const usedAt = await challenges.spend(challenge)
      const credentialId = credentialIdIn(response)
      const row = credentialId === null ? undefined : await findPasskey(credentialId)
      if (credentialId === null || !row) return null
      if (usedAt !== null) return { usedAt }
      const credential = { id: credentialId, publicKey: row.public_key, counter: row.counter }
      const counter = await relyingParty.checkSignIn(response, challenge.challenge, credential)
      if (counter === null) return null
      await storage.db
        .updateTable('passkeys')
        .set({ counter, last_used_at: now() })
        .where('id', '=', row.id)
        .execute()
      return {
        personId: row.person_id,
        onlyAccountId: row.only_account_id,
        wayMadeAt: Number(row.wayMadeAt),
      }
    },
    async beginCreate(person, purpose, browser) {
      await storage.ready()
      const { personId, onlyAccountId, name } = person
      const scope = onlyAccountId === null ? 'is' : '='
      const known = await storage.db
        .selectFrom('passkeys')
        .select('credential_id')
        .where('person_id', '=', personId)
        .where('only_account_id', scope, onlyAccountId)
        .execute()
      const options = await relyingParty.optionsToCreate(
        { handle: userHandleOf(person), name },
        known.map((row) => row.credential_id),
      )
      const challenge = { challenge: options.challenge, personId }
      return { options, state: challenges.seal(challenge, { purpose, browser }) }
    },
    async create({ response, state, browser }, purpose) {
      const challenge = challenges.open(state, { purpose, browser })
      if (!challenge?.personId) return null
      const { personId } = challenge
      const usedAt = await challenges.spend(challenge)
      if (usedAt !== null) return { usedAt }
      const credential = await relyingParty.checkCreated(response, challenge.challenge)
      if (!credential) return null
      return {
        personId,
        store: (db, passkey) => insertPasskey(db, personId, credential, passkey),
      }
    },
    async discard({ state, browser }, purpose = signInPurpose) {
      const challenge = challenges.open(state, { purpose, browser })
      if (challenge) await challenges.spend(challenge)
    },
  }
}
