import type { Database } from '@/lib/storage/database'
import type { EntryLink } from './entry-links'

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

/** Returns a name for the passkey that is made on the way in with a link, which no other passkey of the person has. */
export async function newPasskeyName(
  db: Database,
  { person }: EntryLink,
  at: number,
): Promise<string> {
  if (!person) return 'First passkey'
  const rows = await db
    .selectFrom('passkeys')
    .select('name')
    .where('person_id', '=', person.id)
    .execute()
  const taken = new Set(rows.map(({ name }) => name))
  const name = `Passkey of ${day.format(at)}`
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name} (${number})`
    if (!taken.has(candidate)) return candidate
  }
}
