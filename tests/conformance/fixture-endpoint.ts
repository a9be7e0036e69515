import type { Log } from '@/lib/http/log'
import type { Caller } from '@/lib/platform/access/caller'
import { addMcp } from '@/lib/platform/api/add-mcp'
import { createApi } from '@/lib/platform/api/api'
import { everyAnswer } from '@/lib/platform/api/every-answer'
import { silentMeter } from '@/lib/platform/core/meter'
import { createAnswerMcp } from '@/lib/platform/mcp/mcp-server'
import { fixtureTools } from './fixture-tools'

const silent: Log = { info() {}, warn() {}, error() {} }

const caller: Caller = {
  tokenId: 'tok_1',
  tokenName: 'conformance',
  accountId: 'acc_1',
  accountName: 'default',
  environment: 'test',
  role: 'admin',
}

/** Creates the MCP endpoint of the product with the tools of the conformance suite, and with one caller for all requests. */
export function createFixtureEndpoint(appUrl: string): (request: Request) => Promise<Response> {
  const api = createApi({ log: silent, appUrl })
  api.use(everyAnswer({ log: silent, meter: silentMeter }, appUrl))
  api.use(async (c, next) => {
    c.set('caller', caller)
    await next()
  })
  addMcp(api, createAnswerMcp(fixtureTools), { log: silent, appUrl })
  return async (request) => api.fetch(request)
}
