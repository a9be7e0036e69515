import type { Credential } from '@/lib/platform/providers/provider'
import { openSession } from '@/lib/platform/tools/open-session'
import type { Tool } from '@/lib/platform/tools/tool'
import { appUrl, type TestSandbox } from './sandbox'

interface SandboxCall {
  /** The secret of our registration at the simulated vendor. */
  secret: string
  credential: Partial<Credential>
  key?: string
  /** Sees the requests and can answer them instead of the sandbox. */
  intercept?: (request: Request) => Promise<Response | undefined>
}

/**
 * Runs a tool against the simulated vendor.
 *
 * @returns the output, as the tool's own schema has read it
 */
export async function runAtVendor(
  { sandbox, now }: TestSandbox,
  tool: Tool,
  givenArguments: unknown,
  { secret, credential, key, intercept }: SandboxCall,
): Promise<Record<string, unknown>> {
  const client = {
    id: '',
    secret,
    urlFor(vendorUrl: string) {
      const { pathname, search } = new URL(vendorUrl)
      return new URL(`${appUrl}/sandbox/${tool.service}${pathname}${search}`)
    },
    async fetch(request: Request) {
      return (await intercept?.(request.clone())) ?? sandbox.handle(request)
    },
    now,
  }
  const session = openSession({
    account: { id: 'account-id', name: 'Account' },
    integration: { id: 'int_1', accountId: 'acct_1', service: tool.service, environment: 'test' },
    now,
    progress: { begun: 0, done: 0 },
    signal: new AbortController().signal,
    endsAt: performance.now() + 20_000,
    ...(key !== undefined && { key }),
    async withToken(use) {
      const used = await use({ accessToken: '', scopes: [], details: {}, ...credential }, client)
      if (used.state === 'stale') throw new Error('the token was refused')
      return used
    },
  })
  return tool.output.strict().parse(await tool.prepare(givenArguments).run(session))
}
