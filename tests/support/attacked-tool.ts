import type { Service } from '@/lib/contract/services/catalogue'
import { sandboxRegistrations } from '@/lib/platform/core/sandbox-registrations'
import type { Inbox } from '@/lib/platform/inboxes/inboxes'
import { providerTransport } from '@/lib/platform/oauth/transport'
import type { Credential } from '@/lib/platform/providers/provider'
import { presentOutput } from '@/lib/platform/tools/present-output'
import type { Tool } from '@/lib/platform/tools/tool'
import { ToolFailure } from '@/lib/platform/tools/tool-failure'
import { textsIn } from './hostile-answers'
import { integrationRow } from './integration-row'
import { runOnWire } from './tool-wire'

const origins: Record<Service, string> = {
  gmail: 'https://gmail.googleapis.com',
  slack: 'https://slack.com',
  github: 'https://api.github.com',
  stripe: 'https://api.stripe.com',
  notion: 'https://api.notion.com',
  google_ads: 'https://googleads.googleapis.com',
  telegram: 'https://api.telegram.org',
}
/** What a credential needs so that a request is sent at all. */
const credentials: Partial<Record<Service, Partial<Credential>>> = {
  stripe: { details: { stripe_user_id: 'acct_1SandboxAna0001' } },
  telegram: { accessToken: '1000000002:token' },
}
/** The inbox of a bot that has received nothing. */
const emptyInbox: Inbox = {
  async receive() {},
  async keepSent() {},
  findChat: async () => undefined,
  isOfOthers: async () => false,
  async keepMove() {},
  async empty() {},
  listChats: async () => [],
  listPosts: async () => [],
}

/** The kinds of failure that a vendor can cause. A tool that writes can also fail as `outcome_unknown`. */
const kinds = ['vendor_refused', 'unavailable', 'rate_limited', 'not_granted', 'invalid_arguments']
const unseen = /(?![\t\n])[\p{Cc}\p{Cs}\p{Bidi_Control}\u200b\u2060\ufeff\u{e0000}-\u{e007f}]/u
const maxRequests = 40
const maxCallMs = 5000

type Answer = (request: Request, index: number) => Response | Promise<Response>

/**
 * Runs the first example of a tool against an answer of its vendor. The limits of the answer are those of the platform, but the
 * wait for it ends after `patienceMs`.
 */
export async function runAttacked(
  tool: Tool,
  answer: Answer,
  credential: Partial<Credential> = {},
  patienceMs = 300,
) {
  const asked: string[] = []
  const transport = providerTransport(tool.service, {
    fetch: async (request) => answer(request, asked.length - 1),
    timeoutMs: Math.max(maxCallMs, patienceMs),
    maxBytes: 1024 * 1024,
  })
  const begun = performance.now()
  const { output, failure } = await runOnWire(tool, tool.examples[0] ?? {}, {
    answer: Response.error,
    credential: { ...credentials[tool.service], ...credential },
    inbox: emptyInbox,
    client: {
      ...sandboxRegistrations[tool.service],
      urlFor(url) {
        asked.push(url)
        return new URL(url)
      },
      fetch: (request, limitMs = patienceMs) => transport(request, Math.min(limitMs, patienceMs)),
    },
  })
  return { output, failure, asked, tookMs: performance.now() - begun }
}

/**
 * Returns in words what is wrong with the outcome of a run: it asked another host, took too long, or its output or failure is
 * too large, of the wrong form, or has characters that nobody sees.
 */
export function problemsIn(
  tool: Tool,
  { output, failure, asked, tookMs }: Awaited<ReturnType<typeof runAttacked>>,
) {
  const problems = asked
    .map((url) => new URL(url).origin)
    .filter((origin) => origin !== origins[tool.service])
    .map((origin) => `it asked ${origin}`)
  if (asked.length > maxRequests) problems.push(`it asked ${asked.length} times`)
  if (tookMs > maxCallMs) problems.push(`it took ${Math.round(tookMs)} ms`)
  if (output) problems.push(...problemsOfAnswer(tool, output))
  else problems.push(...problemsOfFailure(tool, failure))
  return problems
}

function problemsOfAnswer(tool: Tool, output: object): string[] {
  try {
    const answered = presentOutput(tool, output, integrationRow)
    return [
      ...(Buffer.byteLength(JSON.stringify(answered)) < 20_000 ? [] : ['its output is too large']),
      ...(textsIn(answered).some((text) => unseen.test(text))
        ? ['its output has characters that nobody sees']
        : []),
    ]
  } catch (failure) {
    return problemsOfFailure(tool, failure)
  }
}

function problemsOfFailure({ effect }: Tool, failure: unknown): string[] {
  if (failure instanceof Error && failure.message === 'the token was refused') return []
  if (!(failure instanceof ToolFailure)) return [`it failed with ${failure}`]
  const allowed = effect === 'reads' ? kinds : [...kinds, 'outcome_unknown']
  const { kind, message } = failure
  return [
    ...(allowed.includes(kind) ? [] : [`it failed as ${kind}`]),
    ...(unseen.test(message) ? ['its message has characters that nobody sees'] : []),
    ...(message.length > 1000 ? ['its message is too long'] : []),
  ]
}
