import { readEnv } from '@/lib/dashboard/env/env'
import { readSecrets } from '@/lib/dashboard/env/secrets'
import { openStorage } from '@/lib/storage/database'
import { createKeyring } from '@/lib/storage/keyring'
import { isStorageUnavailable } from '@/lib/storage/unavailable'
import { UnusableStoreError } from '@/lib/storage/unusable'
import { loadEnvFiles } from '../server/env-files.mjs'
import { type AdminTools, UsageError } from './admin-command'
import { runAdminCommand, usage } from './admin-commands'

const silence = () => {}

/** Opens the store with the configuration of the server, so that both use the same one. */
function openTools(): AdminTools {
  const env = readEnv()
  if (env.remote) {
    throw new Error('MITEOS_API_URL is set: there is no Miteos of its own here to administer.')
  }
  const keyring = createKeyring(readSecrets(env).vaultKeys)
  return {
    storage: openStorage({
      keyring,
      databaseUrl: env.databaseUrl,
      dataDir: env.dataDir,
      onIdleError: () => {},
    }),
    keyring,
    appUrl: env.appUrl,
    // The commands log nothing. What they do is recorded in the store, and they print their results.
    log: { info: silence, warn: silence, error: silence },
    now: Date.now,
  }
}

function errorSentence(error: unknown): string {
  if (!(error instanceof Error)) return 'The command failed.'
  const isStore = isStorageUnavailable(error) || error instanceof UnusableStoreError
  return isStore ? `The store cannot be used: ${error.message}.` : error.message
}

async function main(): Promise<number> {
  try {
    loadEnvFiles(process.cwd(), 'production')
    const lines = await runAdminCommand(openTools, process.argv.slice(2))
    process.stdout.write(lines.map((line) => `${line}\n`).join(''))
    return 0
  } catch (error) {
    const isUsage = error instanceof UsageError
    process.stderr.write(`${errorSentence(error)}\n${isUsage ? `\n${usage}` : ''}`)
    return isUsage ? 2 : 1
  }
}

process.exitCode = await main()
