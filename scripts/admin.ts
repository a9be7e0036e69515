import nextEnv from '@next/env'
import { readEnv } from '@/lib/server/env'
import { readSecrets } from '@/lib/server/secrets'
import { openStorage } from '@/lib/storage/database'
import { createKeyring } from '@/lib/storage/keyring'
import { type AdminTools, runAdminCommand, UsageError, usage } from './admin-commands'

/** The same configuration as the server's, so that both work on one store. */
function openTools(): AdminTools {
  const env = readEnv()
  if (env.remote) {
    throw new Error('MITEOS_API_URL is set: there is no Miteos of its own here to administer.')
  }
  return {
    storage: openStorage({
      databaseUrl: env.databaseUrl,
      dataDir: env.dataDir,
      onIdleError: () => {},
    }),
    keyring: createKeyring(readSecrets(env).vaultKeys),
    appUrl: env.appUrl,
    now: Date.now,
  }
}

async function main(): Promise<number> {
  nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: () => {} })
  try {
    const lines = await runAdminCommand(openTools, process.argv.slice(2))
    process.stdout.write(lines.map((line) => `${line}\n`).join(''))
    return 0
  } catch (error) {
    const isUsage = error instanceof UsageError
    const message = error instanceof Error ? error.message : 'The command failed.'
    process.stderr.write(`${message}\n${isUsage ? `\n${usage}` : ''}`)
    return isUsage ? 2 : 1
  }
}

process.exitCode = await main()
