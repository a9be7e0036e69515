import { type Person, personSchema } from '@/lib/contract/api/person'

export interface PersonRow {
  id: string
  name: string
  email: string | null
  role: string
  joined_at: number
  last_seen_at: number | null
  only_environment: string | null
}

/** Returns a person as the API answers it. Throws for a row that only a newer version understands. */
export function presentPerson(row: PersonRow, signInWays: Person['sign_in']): Person {
  return personSchema.parse({
    id: row.id,
    name: row.name,
    ...(row.email === null ? {} : { email: row.email }),
    role: row.role,
    joined_at: new Date(row.joined_at).toISOString(),
    ...(row.last_seen_at === null
      ? {}
      : { last_seen_at: new Date(row.last_seen_at).toISOString() }),
    ...(row.only_environment === null ? {} : { only_environment: row.only_environment }),
    sign_in: signInWays,
  })
}
