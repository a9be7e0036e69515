import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { test as base, expect } from '@playwright/test'
import { freePort } from '@/scripts/free-port'
import { waitForAnswer } from '@/scripts/wait-for-answer'

const test = base.extend<{ folder: string; port: string; origin: string }>({
  folder: async ({ browserName: _ }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'miteos-start-'))
    await use(folder)
    await rm(folder, { recursive: true })
  },
  port: async ({ browserName: _ }, use) => use(String(await freePort())),
  origin: async ({ port }, use) => use(`http://localhost:${port}`),
})

function spawnServer(env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ['server.mjs'], { env: { ...process.env, APP_URL: '', ...env } })
}

/** Starts a server that must fail, and returns its output and its exit code. */
async function failToStart(env: Record<string, string>) {
  const child = spawnServer(env)
  child.stdout?.resume()
  const [stderr, [status]] = await Promise.all([
    child.stderr ? text(child.stderr) : '',
    once(child, 'exit'),
  ])
  return { stderr, status }
}

/**
 * Starts a server, calls `use` with a function that returns the output so far, stops the server, and returns
 * the whole output.
 */
async function whileRunning(
  env: { PORT: string; DATA_DIR: string },
  use: (printed: () => string) => Promise<void> = async () => {},
): Promise<string> {
  const child = spawnServer(env)
  let printed = ''
  child.stderr?.on('data', (chunk) => process.stderr.write(chunk))
  child.stdout?.on('data', (chunk) => {
    printed += chunk
  })
  await waitForAnswer(`http://localhost:${env.PORT}/readyz`, child)
  await use(() => printed)
  child.kill('SIGTERM')
  await once(child, 'close')
  return printed
}

const linkPattern = /\n {2}(?<url>\S+\/sign-in\?link=[\w-]+)\n/

test('each start prints a sign-in link until somebody has signed in', async ({
  page,
  folder,
  port,
  origin,
}) => {
  test.slow()
  const env = { PORT: port, DATA_DIR: folder }
  await whileRunning(env, async (printed) => {
    await expect.poll(printed).toMatch(linkPattern)
    expect(linkPattern.exec(printed())?.groups?.url).toContain(`${origin}/sign-in?link=`)
  })
  await whileRunning(env, async (printed) => {
    await expect.poll(printed).toMatch(linkPattern)
    await page.goto(linkPattern.exec(printed())?.groups?.url ?? '')
    await page.getByRole('button', { name: 'Sign in without a passkey' }).click()
    await expect(
      page.getByRole('heading', { level: 1, name: 'Integrations', exact: true }),
    ).toBeVisible()
  })
  expect(await whileRunning(env)).not.toContain('link=')
})

test('a setting that cannot work ends the start with one sentence that names it', async ({
  folder,
  port,
}) => {
  const file = join(folder, 'file')
  await writeFile(file, 'not a folder')
  const remote = { MITEOS_CONNECT_URL: 'https://a.example/integrations/connect' }
  const starts: [name: string, env: Record<string, string>][] = [
    ['APP_URL', { APP_URL: 'platform.example' }],
    ['SESSION_IDLE_S', { SESSION_IDLE_S: '1.5' }],
    ['NEXTAUTH_SECRET', { DATABASE_URL: 'postgres://miteos@127.0.0.1/miteos' }],
    ['MITEOS_API_URL', { MITEOS_API_URL: 'ftp://api.example', ...remote }],
    ['DATA_DIR', { DATA_DIR: file }],
  ]
  for (const [name, env] of starts) {
    const { stderr, status } = await failToStart({ PORT: port, DATA_DIR: folder, ...env })
    expect(stderr).toMatch(new RegExp(`^${name} .+\\.\\n$`))
    expect(status).toBe(1)
  }
})
