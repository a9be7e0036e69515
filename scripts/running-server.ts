import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Environment } from '@/lib/contract/api/role'
import { freePort } from './free-port'
import { signInAt } from './sign-in-at'
import { waitForAnswer } from './wait-for-answer'

interface Options {
  origin?: string
  dataDir?: string
  env?: Record<string, string>
  /** Whether `log` keeps the output of the server. */
  keepsLog?: boolean
  /** The folder of the build. By default the folder in which the script runs. */
  folder?: string
}

/** The production build on a loopback port with its own data folder. */
export class RunningServer {
  /** The output of both streams, if the server was started with `keepsLog`. */
  log = ''
  readyAfterMs = Number.NaN

  private constructor(
    readonly origin: string,
    readonly dataDir: string,
    readonly child: ChildProcess,
    private readonly env: Record<string, string>,
  ) {}

  static async start(options: Options = {}): Promise<RunningServer> {
    const origin = options.origin ?? `http://127.0.0.1:${await freePort()}`
    const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'miteos-server-')))
    const child = spawn(process.execPath, ['server.mjs'], {
      cwd: options.folder,
      env: {
        ...process.env,
        APP_URL: origin,
        HOST: '127.0.0.1',
        PORT: new URL(origin).port,
        DATA_DIR: dataDir,
        API_REQUESTS_PER_MINUTE: '0',
        ...options.env,
      },
      stdio: options.keepsLog ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'ignore', 'inherit'],
    })
    const killChild = () => child.kill()
    process.once('exit', killChild)
    child.once('exit', () => process.off('exit', killChild))
    const server = new RunningServer(origin, dataDir, child, options.env ?? {})
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (written) => {
        server.log += written
      })
    server.readyAfterMs = await waitForAnswer(`${origin}/readyz`, child)
    return server
  }

  /** Runs a command of `npm run admin`, in another process, which closes the store before it ends. Returns what it prints. */
  async runAdmin(...line: string[]): Promise<string> {
    const command = ['--import', 'tsx', 'scripts/admin.ts', ...line]
    const { stdout } = await promisify(execFile)(process.execPath, command, {
      env: { ...process.env, ...this.env, APP_URL: this.origin, DATA_DIR: this.dataDir },
    })
    return stdout.trim()
  }

  /** Creates an API token with the role admin in an account, and returns it. */
  createToken(environment: Environment = 'test', account = 'default'): Promise<string> {
    const options = ['--account', account, '--environment', environment, '--role', 'admin']
    return this.runAdmin('token', 'create', ...options)
  }

  signIn(token: string): Promise<string> {
    return signInAt(this.origin, token)
  }

  async end(signal: NodeJS.Signals = 'SIGTERM') {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    this.child.kill(signal)
    await once(this.child, 'exit')
  }

  /** Ends the server and deletes its data folder. */
  async remove() {
    await this.end()
    await rm(this.dataDir, { recursive: true, force: true })
  }
}
