import type { Inbox } from '@/lib/platform/inboxes/inboxes'
import type { Credential } from '@/lib/platform/providers/provider'
import type { Tool } from '@/lib/platform/tools/tool'
import { appUrl, type TestSandbox } from './sandbox'
import { runOnWire } from './tool-wire'

interface SandboxCall {
  /** The customer's account whose world is used. */
  owner: string
  credential: Partial<Credential>
  key?: string
  inbox?: Inbox
  looks?: boolean
}

/** Runs a tool in the sandbox as the platform does it for a customer's account. */
export function runInSandbox(
  { sandbox, now }: TestSandbox,
  tool: Tool,
  givenArguments: object,
  { owner, ...options }: SandboxCall,
) {
  return runOnWire(tool, givenArguments, {
    ...options,
    answer: () => new Response(),
    client: {
      now,
      urlFor: (url) => new URL(`/sandbox/${tool.service}${new URL(url).pathname}`, appUrl),
      fetch: (request) => sandbox.handle(request, owner),
    },
  })
}
