import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Storage } from '@/lib/storage/database'

/** Keeps secrets, each with its kind, and finds them in texts that must contain none of them. */
export class Canaries {
  readonly #secrets = new Map<string, string>()

  /** Keeps a secret. Throws when the secret is missing or shorter than eight characters. */
  plant(kind: string, secret: string | undefined) {
    if (!secret || secret.length < 8)
      throw new Error(`the canary "${kind}" is missing or too short`)
    this.#secrets.set(`${kind} ${this.#secrets.size}`, secret)
  }

  /** Returns "kind in place" for each kept secret that the text contains, in plain, encoded, or only its first 24 characters. */
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

/** Returns the rows of each table of a store as text, by `table name`. */
export async function readTables({ db }: Storage): Promise<Record<string, string>> {
  const dump: Record<string, string> = {}
  for (const { name } of await db.introspection.getTables()) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(db)
    dump[`table ${name}`] = JSON.stringify(rows)
  }
  return dump
}

/** Returns the bytes of each file of a folder as text, by `file name`. */
export async function readFiles(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {}
  for (const name of await readdir(folder)) {
    files[`file ${name}`] = await readFile(join(folder, name), 'latin1')
  }
  return files
}
