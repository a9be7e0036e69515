import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Storage } from '@/lib/storage/database'

/** Secrets by what they are, and where none of them may be found. */
export class Canaries {
  readonly #secrets = new Map<string, string>()

  plant(kind: string, secret: string | undefined) {
    if (!secret || secret.length < 8) throw new Error(`the canary "${kind}" is none`)
    this.#secrets.set(`${kind} ${this.#secrets.size}`, secret)
  }

  /** Every planted kind whose secret stands in the text: as it is, encoded, or in part. */
  foundIn(place: string, text: string): string[] {
    return [...this.#secrets]
      .filter(([, secret]) => this.#forms(secret).some((form) => text.includes(form)))
      .map(([kind]) => `${kind} in ${place}`)
  }

  #forms(secret: string): string[] {
    const bytes = Buffer.from(secret)
    const encoded = [bytes.toString('base64url'), bytes.toString('hex'), encodeURIComponent(secret)]
    return [secret, secret.slice(0, 24), ...encoded]
  }
}

/** All that a store holds, table by table. */
export async function dumpOf({ db }: Storage): Promise<Record<string, string>> {
  const dump: Record<string, string> = {}
  for (const { name } of await db.introspection.getTables()) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(db)
    dump[`table ${name}`] = JSON.stringify(rows)
  }
  return dump
}

/** The bytes of every file of a folder. */
export async function filesOf(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {}
  for (const name of await readdir(folder)) {
    files[`file ${name}`] = await readFile(join(folder, name), 'latin1')
  }
  return files
}
