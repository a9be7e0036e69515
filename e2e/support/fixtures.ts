import { randomUUID } from 'node:crypto'
import { test as base, expect } from '@playwright/test'
import { type Fault, type Integration, integrationSchema } from '@/lib/contract/api/integration'
import { type ToolCallAnswer, toolCallAnswerSchema } from '@/lib/contract/api/tool-call'
import type { ToolPolicies } from '@/lib/contract/api/tool-policy'
import { serverDataDir } from './store'
import { openTokenMaker, type TokenMaker, type TokenOwner } from './token-maker'

export { expect }

/** A person with an API token, who can also call the API without the page. */
class Person {
  constructor(
    readonly account: string,
    readonly token: string,
  ) {}

  async #call(method: string, path: string, body?: object, key?: string): Promise<Response> {
    const response = await fetch(`${process.env.E2E_ORIGIN}/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': 'application/json',
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    expect(response.ok, `${method} ${path} answered ${response.status}`).toBe(true)
    return response
  }

  async integrations(): Promise<Integration[]> {
    const response = await this.#call('GET', '/integrations')
    return integrationSchema.array().parse(await response.json())
  }

  async disconnect(id: string) {
    await this.#call('DELETE', `/integrations/${id}`)
  }

  /** Sets what an admin allows for tools of an integration. */
  async decide(id: string, tools: ToolPolicies) {
    await this.#call('PATCH', `/integrations/${id}`, { tools })
  }

  /** Calls a tool as an agent does. */
  async callTool(tool: string, given: object, key?: string): Promise<ToolCallAnswer> {
    const response = await this.#call('POST', '/tool_calls', { tool, arguments: given }, key)
    return toolCallAnswerSchema.parse(await response.json())
  }

  /** Breaks a test integration, and checks it so that its status changes now. */
  async injectFault(id: string, fault: Fault) {
    await this.#call('POST', `/integrations/${id}/faults`, { fault })
    await this.#call('POST', `/integrations/${id}/check`)
  }
}

interface Fixtures {
  people: { create: (person?: Partial<TokenOwner>) => Promise<Person> }
  /** An admin of a new test account. */
  person: Person
  /** The origin of the server. */
  origin: string
  /** True in a spec that switches the network off, where the browser reports an error for each request. */
  ignoresNetworkErrors: boolean
  /** True in a spec on plain http with a host name, where Chromium reports that it ignores two of our headers. */
  isPlainHttp: boolean
  /** Fails each test in which the browser reports an unexpected error or warning. */
  quiet: undefined
}

interface WorkerFixtures {
  /** Creates tokens in the store of the server, which stays open as long as the worker runs. */
  tokenMaker: TokenMaker
}

/**
 * The beginning of the message that the browser writes to the console when an answer is not 2xx. The specs
 * check the answers themselves, except the one to /favicon.ico, which the browser requests when a page names no
 * icon.
 */
const statusNotice = 'Failed to load resource: the server responded with a status of'
const networkNotice = 'Failed to load resource: net::ERR_'
const plainHttpNotices = [
  'The Cross-Origin-Opener-Policy header has been ignored',
  'Clear-Site-Data header on',
]

export const test = base.extend<Fixtures, WorkerFixtures>({
  tokenMaker: [
    async ({ browserName: _ }, use) => {
      const maker = await openTokenMaker(serverDataDir())
      await use(maker)
      await maker.close()
    },
    { scope: 'worker' },
  ],

  people: async ({ tokenMaker }, use) => {
    await use({
      async create(person) {
        const account = `e2e-${randomUUID()}`
        const owner: TokenOwner = { account, environment: 'test', role: 'admin', ...person }
        return new Person(owner.account, await tokenMaker.create(owner))
      },
    })
  },

  person: async ({ people }, use) => {
    await use(await people.create())
  },

  origin: async ({ baseURL }, use) => {
    await use(baseURL ?? '')
  },

  ignoresNetworkErrors: [false, { option: true }],

  isPlainHttp: [false, { option: true }],

  quiet: [
    async ({ context, ignoresNetworkErrors, isPlainHttp }, use) => {
      const reports: string[] = []
      const expected = [
        statusNotice,
        ...(ignoresNetworkErrors ? [networkNotice] : []),
        ...(isPlainHttp ? plainHttpNotices : []),
      ]
      context.on('console', (message) => {
        const isReport = ['error', 'warning'].includes(message.type())
        const { url } = message.location()
        const isExpected =
          expected.some((notice) => message.text().startsWith(notice)) && !url.endsWith('.ico')
        if (isReport && !isExpected) reports.push(`${message.text()} ${url}`)
      })
      context.on('weberror', (error) => reports.push(String(error.error())))
      await use(undefined)
      expect(reports, 'errors and warnings in the browser').toEqual([])
    },
    { auto: true },
  ],
})
