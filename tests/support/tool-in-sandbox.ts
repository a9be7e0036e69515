import type { Service } from '@/lib/contract/services/catalogue'
import { sandboxRegistrations } from '@/lib/platform/core/sandbox-registrations'
import type { Inbox } from '@/lib/platform/inboxes/inboxes'
import type { Credential, ProviderClient } from '@/lib/platform/providers/provider'
import type { Tool } from '@/lib/platform/tools/tool'
import { appUrl, type TestSandbox } from './sandbox'
import { toolSession } from './tool-session'
import { runOnWire } from './tool-wire'

interface Customer {
  /** The customer's account whose world is used. Absent for the world of the grant. */
  owner?: string
  credential: Partial<Credential>
  inbox?: Inbox
  /** Sees the requests and can answer them instead of the sandbox. */
  intercept?: ((request: Request) => Promise<Response | undefined>) | undefined
}

/** Returns the client of a simulated vendor, as the platform has it for a customer's account. */
function simulatedClient(
  { sandbox, now }: TestSandbox,
  service: Service,
  { owner, intercept }: Customer,
): ProviderClient {
  return {
    ...sandboxRegistrations[service],
    urlFor(vendorUrl) {
      const { pathname, search } = new URL(vendorUrl)
      return new URL(`${appUrl}/sandbox/${service}${pathname}${search}`)
    },
    now,
    fetch: async (request) =>
      (await intercept?.(request.clone())) ?? sandbox.handle(request, owner),
  }
}

/** Returns functions that run tools in the sandbox as the platform does it for a customer. */
export function toolsInSandbox(testSandbox: TestSandbox, customer: Customer) {
  const sessionOf = (tool: Tool, key?: string) =>
    toolSession(tool, {
      ...customer,
      client: simulatedClient(testSandbox, tool.service, customer),
      key,
    })
  return {
    /** Returns the output, and checks it by the tool's own schema. */
    async run(tool: Tool, givenArguments: object, key?: string) {
      const output = await tool.prepare(givenArguments).run(sessionOf(tool, key))
      return tool.output.strict().parse(output)
    },
    /** Looks for what an earlier call with this key did. */
    findDone: (tool: Tool, givenArguments: object, key: string) =>
      tool.prepare(givenArguments).findDone?.(sessionOf(tool, key)),
  }
}

/** Runs a tool in the sandbox once, or looks for what was done, and returns the output or the failure. */
export function runInSandbox(
  testSandbox: TestSandbox,
  tool: Tool,
  givenArguments: object,
  { key, looks, ...customer }: Customer & { key?: string; looks?: boolean },
) {
  return runOnWire(tool, givenArguments, {
    ...customer,
    ...(key !== undefined && { key }),
    ...(looks !== undefined && { looks }),
    answer: () => new Response(),
    client: simulatedClient(testSandbox, tool.service, customer),
  })
}
