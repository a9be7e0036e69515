import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { test as base, expect } from '@playwright/test'
import { copies } from '@/scripts/dockerfile'
import { RunningServer } from '@/scripts/running-server'

const run = promisify(execFile)

/** Creates a folder with the files of the image, outside of the checkout and its packages. */
const test = base.extend<{ image: string }>({
  image: async ({ browserName: _ }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'miteos-image-'))
    await run('npm', ['run', 'build:admin'])
    for (const { from, to } of copies) {
      const isIntoWorkFolder = to === './' && (await stat(from)).isFile()
      await cp(from, join(folder, isIntoWorkFolder ? from : to), { recursive: true })
    }
    await run('npm', ['pkg', 'set', 'scripts.admin=node admin.mjs'], { cwd: folder })
    await use(folder)
    await rm(folder, { recursive: true })
  },
})

test('the files that the Dockerfile copies serve pages and the API, and are administered with plain node', async ({
  image,
  page,
}) => {
  const server = await RunningServer.start({ folder: image })
  const { stdout } = await run(
    'npm',
    'run --silent admin -- token create --account default --environment test --role admin'.split(
      ' ',
    ),
    { cwd: image, env: { ...process.env, APP_URL: server.origin, DATA_DIR: server.dataDir } },
  )
  const broken: string[] = []
  page.on('response', (response) => {
    if (!response.ok() && response.status() !== 303) broken.push(response.url())
  })
  await page.goto(`${server.origin}/sign-in`)
  await page.getByRole('textbox', { name: 'API token' }).fill(stdout.trim())
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Connect Slack' })).toBeVisible()
  expect(broken).toEqual([])
  await server.remove()
})
