import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/**
 * The usual paths of Chromium. The version without a window comes first, because it draws the same pages
 * faster.
 */
const systemBrowsers = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const aptInstall = ['apt-get', 'install', '--yes', '--no-install-recommends']

const installers = [
  [['npx', 'playwright', 'install', 'chromium']],
  [
    ['apt-get', 'update'],
    [...aptInstall, 'chromium-headless-shell', 'fonts-liberation'],
  ],
  [[...aptInstall, 'chromium', 'fonts-liberation']],
]

function findInstalled(): string | undefined {
  return [chromium.executablePath(), ...systemBrowsers].find((path) => existsSync(path))
}

function run(commands: string[][]) {
  try {
    for (const [command = '', ...args] of commands)
      execFileSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], timeout: 300_000 })
  } catch {
    process.stderr.write(`${commands.at(-1)?.join(' ')} did not bring a browser.\n`)
  }
}

/**
 * Returns the path of Chromium: Playwright's own or the system's. Installs Chromium when there is none, and throws
 * when that fails.
 */
export function findChromium(): string {
  for (const commands of installers) {
    const path = findInstalled()
    if (path) return path
    run(commands)
  }
  const path = findInstalled()
  if (!path) throw new Error('The browser tests need Chromium; install it and run them again.')
  return path
}

/** Flags with which the browser contacts no server except the tested one, and can run as root. */
export const chromiumFlags = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
]
