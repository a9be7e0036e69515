import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

// Lints the OpenAPI document in the file that is named, by all recommended rules of Redocly as errors.
const redocly = dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json'))
const { status } = spawnSync(
  process.execPath,
  [
    join(redocly, 'bin/cli.js'),
    'lint',
    '--extends=recommended-strict',
    '--format=stylish',
    ...process.argv.slice(2),
  ],
  {
    stdio: 'inherit',
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  },
)
process.exitCode = status ?? 1
