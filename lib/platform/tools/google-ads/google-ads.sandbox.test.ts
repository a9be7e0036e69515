import { expect, it } from 'vitest'
import { z } from 'zod'
import { appUrl, codeOf, consent, form, redirectUri, sandboxOn } from '@/tests/support/sandbox'
import { describeOnBothStores } from '@/tests/support/stores'
import { runOnWire } from '@/tests/support/tool-wire'
import type { Tool } from '../tool'
import { adjustBudget } from './adjust-budget'
import { createAdDraft } from './create-ad-draft'
import { googleAdsTools } from './google-ads-tools'
import { readCampaignPerformance } from './read-campaign-performance'

/** Returns a tool that looks for what an earlier call did. */
function lookingFor(tool: Tool): Tool {
  return {
    ...tool,
    output: z.object({ done: z.unknown() }),
    prepare(given) {
      const { input, findDone } = tool.prepare(given)
      return { input, run: async (vendor) => ({ done: await findDone?.(vendor) }) }
    },
  }
}

describeOnBothStores('the tools of Google Ads in the sandbox', async (openStore) => {
  const testSandbox = sandboxOn(await openStore())

  async function connect(): Promise<string> {
    const url = new URL(`${appUrl}/sandbox/google_ads/o/oauth2/v2/auth`)
    url.search = new URLSearchParams({
      client_id: 'sandbox_google_ads',
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'openid email https://www.googleapis.com/auth/adwords',
    }).toString()
    const fields = {
      client_id: 'sandbox_google_ads',
      client_secret: 'sandbox_secret_google_ads',
      grant_type: 'authorization_code',
      redirect_uri: redirectUri,
      code: codeOf(await consent(testSandbox, url)),
    }
    const answer = await (await testSandbox.ask('google_ads', '/token', form(fields))).json()
    return answer.access_token
  }

  /** Runs a tool for a customer who has the world of the sandbox alone. */
  async function run(tool: Tool, given: object, owner: string) {
    return runOnWire(tool, given, {
      answer: Response.error,
      credential: { accessToken: await connect() },
      client: {
        now: testSandbox.now,
        urlFor: (url) => new URL(`/sandbox/google_ads${new URL(url).pathname}`, appUrl),
        fetch: (request) => testSandbox.sandbox.handle(request, owner),
      },
    })
  }

  it.each(
    googleAdsTools.flatMap((tool) =>
      tool.examples.map((given) => [tool.name, tool, given] as const),
    ),
  )('an example of %s runs as it stands, more than once', async (_, tool, given) => {
    for (let turn = 0; turn < 2; turn += 1) {
      const { failure, output } = await run(tool, given, 'acct_examples')
      expect(failure).toBeUndefined()
      expect(JSON.stringify(output).length).toBeLessThan(20_000)
    }
  })

  it('lists the customers page by page, also the one below a manager account, which can be read', async () => {
    const owner = 'acct_customers'
    const first = await run(readCampaignPerformance, { limit: 2 }, owner)
    expect(first.output).toMatchObject({
      customers: [
        { id: '5550000101', currency: 'EUR' },
        { id: '5550000102', currency: 'JPY' },
      ],
    })
    const cursor = first.output?.next_cursor
    const second = await run(readCampaignPerformance, { limit: 2, cursor }, owner)
    expect(second.output).toEqual({
      customers: [{ id: '5550000104', name: 'Lima Cafe', currency: 'EUR' }],
    })
    const read = await run(readCampaignPerformance, { customer_id: '5550000104' }, owner)
    expect(read.output).toMatchObject({ campaigns: [{ name: 'Brand', currency: 'EUR' }, {}, {}] })
    const manager = await run(readCampaignPerformance, { customer_id: '5550000103' }, owner)
    expect(manager.failure).toMatchObject({ kind: 'vendor_refused' })
  })

  it('the ad groups of a campaign have all its numbers together', async () => {
    const given = { customer_id: '5550000102', campaign_id: '1010200002' }
    const { output } = await run(readCampaignPerformance, given, 'acct_numbers')
    const schema = z.array(z.object({ clicks: z.int(), cost: z.string().regex(/^\d+$/) }))
    const [campaign] = schema.parse(output?.campaigns)
    const groups = schema.parse(output?.ad_groups)
    const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)
    expect(campaign?.clicks).toBe(sum(groups.map(({ clicks }) => clicks)))
    expect(Number(campaign?.cost)).toBe(sum(groups.map(({ cost }) => Number(cost))))
  })

  it('an ad is found after it was created, and nothing is found after a dry run or a refusal', async () => {
    const owner = 'acct_ads'
    const [example = {}] = createAdDraft.examples
    const find = async (given: object) =>
      (await run(lookingFor(createAdDraft), given, owner)).output?.done
    expect(await find(example)).toBeUndefined()
    const dry = await run(createAdDraft, { ...example, dry_run: true }, owner)
    expect(dry.output).toEqual({ status: 'validated', findings: [] })
    const loud = { ...example, headlines: ['Buy now!!!', 'Two', 'Three'] }
    expect((await run(createAdDraft, loud, owner)).output).toEqual({
      status: 'refused',
      findings: [{ topic: 'SYMBOLS', type: 'PROHIBITED', texts: ['!!!'] }],
    })
    expect(await find(example)).toBeUndefined()
    const created = await run(createAdDraft, example, owner)
    expect(created.output).toMatchObject({ status: 'paused' })
    expect(await find(example)).toEqual(created.output)
    expect(await find({ ...example, final_url: 'https://example.com/other' })).toBeUndefined()
    expect(await find({ ...example, dry_run: true })).toBeUndefined()
  })

  it('a budget that two campaigns share is changed for both, and a repetition changes nothing', async () => {
    const owner = 'acct_budgets'
    const given = { customer_id: '5550000101', campaign_id: '1010100002', daily_amount: '60.50' }
    const find = async (looked: object) =>
      (await run(lookingFor(adjustBudget), looked, owner)).output?.done
    const dry = await run(adjustBudget, { ...given, dry_run: true }, owner)
    expect(await find(given)).toBeUndefined()
    const changed = await run(adjustBudget, given, owner)
    expect(changed.output).toEqual({
      before: '45.00',
      after: '60.50',
      currency: 'EUR',
      shared_with: [{ id: '1010100003', name: 'Season' }],
    })
    expect(dry.output).toEqual(changed.output)
    const repeated = await run(adjustBudget, { ...given, campaign_id: '1010100003' }, owner)
    expect(repeated.output).toMatchObject({ before: '60.50', after: '60.50' })
    expect(await find(given)).toMatchObject({ after: '60.50' })
    const other = await run(adjustBudget, { ...given, daily_amount: '45' }, 'acct_other')
    expect(other.output).toMatchObject({ before: '45.00' })
  })

  it('a budget with more decimals than Google takes, and an ad group of another customer, are refused', async () => {
    const owner = 'acct_refused'
    const budget = { customer_id: '5550000102', campaign_id: '1010200001', daily_amount: '3000.5' }
    expect((await run(adjustBudget, budget, owner)).failure).toMatchObject({
      kind: 'invalid_arguments',
    })
    const [example = {}] = createAdDraft.examples
    const elsewhere = { ...example, ad_group_id: '3010200001' }
    expect((await run(createAdDraft, elsewhere, owner)).failure).toMatchObject({
      kind: 'vendor_refused',
      message: expect.stringContaining('RESOURCE_NOT_FOUND'),
    })
    const unknown = { ...budget, daily_amount: '10', campaign_id: '1' }
    expect((await run(adjustBudget, unknown, owner)).failure).toMatchObject({
      kind: 'vendor_refused',
    })
  })
})
