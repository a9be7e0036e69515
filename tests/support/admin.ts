import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { inject } from 'vitest'
import type { TestDatabase } from './stores'

export interface AdminOutcome {
  status: number
  /** The text on the standard error. */
  said: string
  /** The text on the standard output. */
  printed: string
}

/** Returns the environment variables with which the admin command, or a server, uses this database. */
export function environmentOf({ dataDir, databaseUrl }: TestDatabase, vaultKeys: string) {
  return {
    ...process.env,
    DATA_DIR: dataDir,
    VAULT_KEYS: vaultKeys,
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    NEXTAUTH_SECRET: 'nothing here signs sessions: 3f9Kq',
    APP_URL: 'https://platform.test',
  }
}

/** Starts the admin command of the image as its own process. */
export function spawnAdmin(args: string[], env: NodeJS.ProcessEnv) {
  return spawn(process.execPath, [inject('bundles').admin, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Runs the admin command of the image to its end. */
export async function runAdmin(args: string[], env: NodeJS.ProcessEnv): Promise<AdminOutcome> {
  const child = spawnAdmin(args, env)
  const [printed, said, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  return { printed, said, status }
}
