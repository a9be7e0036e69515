import { expect, test } from 'vitest'
import { createClients } from '@/lib/platform/oauth/client'
import { exchangeCode } from '@/lib/platform/oauth/exchange'
import { providers } from '@/lib/platform/providers/registry'
import { connectOver, person, returnedParameters } from '@/tests/support/connect'
import { consent, sandboxOn } from '@/tests/support/sandbox'
import { describeOnBothStores } from '@/tests/support/stores'
import { oauthServices } from '@/tests/support/token-answers'

const ana = person('ana')
const refuseNetwork = () => Promise.reject(new Error('the network is not asked here'))

describeOnBothStores('connecting in the sandbox', (openStore) => {
  async function setUp() {
    const storage = await openStore()
    const testSandbox = sandboxOn(storage, Date.now())
    const settings = {
      appUrl: 'http://localhost:3000',
      liveClients: {},
      providerOrigins: {},
      providerTimeoutMs: 10_000,
    }
    const clients = createClients(
      { settings, now: testSandbox.now },
      { sandboxFetch: testSandbox.sandbox.handle, networkFetch: refuseNetwork },
    )
    return { testSandbox, clients, connect: connectOver(storage, { clients }) }
  }

  test.each(oauthServices)(
    '%s leads from the form to a code that the exchange accepts',
    async (service) => {
      const { testSandbox, clients, connect } = await setUp()
      const visitor = connect.browser(ana)
      const back = await consent(testSandbox, await visitor.leave(service))
      const sent = returnedParameters(await visitor.get(back.pathname + back.search))
      const redeemed = await connect.codes.redeem({
        code: sent.oauth_code ?? '',
        accountId: ana.accountId,
        environment: 'test',
        service,
        tokenId: 'tok_1',
      })
      if (redeemed.outcome !== 'redeemed') throw new Error(`the code is ${redeemed.outcome}`)
      const { grantInput } = redeemed
      const provider = providers[service]
      const client = clients(service, 'test')
      if (provider.kind !== 'oauth' || grantInput.kind !== 'oauth' || !client) {
        throw new Error('this is not OAuth')
      }
      const credential = await exchangeCode(provider, client, grantInput)
      expect((await provider.identify(credential, client)).name).not.toBe('')
    },
  )

  test('sends a person who denies back with access_denied', async () => {
    const { testSandbox, connect } = await setUp()
    const visitor = connect.browser(ana)
    const back = await consent(testSandbox, await visitor.leave('slack'), { decision: 'deny' })
    const sent = returnedParameters(await visitor.get(back.pathname + back.search))
    expect(sent).toMatchObject({
      error: 'access_denied',
      service: 'slack',
      state: 'state-of-the-link',
    })
  })
})
