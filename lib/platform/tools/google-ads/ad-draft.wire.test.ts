import { expect, test } from 'vitest'
import { bodyOf, customerRow, customers, refusedWith } from '@/tests/support/google-ads-answers'
import { runOnWire } from '@/tests/support/tool-wire'
import { createAdDraft } from './create-ad-draft'

const draft = {
  customer_id: '5550000101',
  ad_group_id: '70',
  headlines: ['One', 'Two', 'Three'],
  descriptions: ['First', 'Second'],
  final_url: 'https://example.com/',
}

test('create_ad_draft lets Google check a paused ad first, and then creates the same', async () => {
  const { output, sent } = await runOnWire(createAdDraft, draft, {
    answer: ({ url, body }) =>
      url.endsWith(':search')
        ? customerRow()
        : body.includes('"validateOnly":true')
          ? Response.json({})
          : Response.json({
              results: [{ resourceName: 'customers/5550000101/adGroupAds/70~9' }],
            }),
  })
  expect(output).toEqual({
    resource_name: 'customers/5550000101/adGroupAds/70~9',
    status: 'paused',
    findings: [],
  })
  const [, check, create] = sent
  expect(create?.url).toBe(`${customers}/5550000101/adGroupAds:mutate`)
  expect(create && bodyOf(create)).toEqual({
    operations: [
      {
        create: {
          adGroup: 'customers/5550000101/adGroups/70',
          status: 'PAUSED',
          ad: {
            finalUrls: ['https://example.com/'],
            responsiveSearchAd: {
              headlines: [{ text: 'One' }, { text: 'Two' }, { text: 'Three' }],
              descriptions: [{ text: 'First' }, { text: 'Second' }],
            },
          },
        },
      },
    ],
    validateOnly: false,
  })
  expect(check && bodyOf(check)).toEqual({ ...(create && bodyOf(create)), validateOnly: true })
})

test('create_ad_draft answers the findings of the policies, and creates nothing', async () => {
  const policyTopicEntries = [
    { topic: 'SYMBOLS', type: 'PROHIBITED', evidences: [{ textList: { texts: ['!!!\u202e'] } }] },
  ]
  const finding = (more: object) =>
    refusedWith({ policyFindingError: 'POLICY_FINDING' }, { details: more })
  const run = (details: object, given: object = {}) =>
    runOnWire(
      createAdDraft,
      { ...draft, ...given },
      {
        answer: (_, index) => (index === 0 ? customerRow() : finding(details)),
      },
    )
  const { output, sent } = await run({ policyFindingDetails: { policyTopicEntries } })
  expect(output).toEqual({
    status: 'refused',
    findings: [{ topic: 'SYMBOLS', type: 'PROHIBITED', texts: ['!!!'] }],
  })
  expect(sent).toHaveLength(2)
  const violation = { externalPolicyName: 'Health', key: { violatingText: 'cure' } }
  expect((await run({ policyViolationDetails: violation }, { dry_run: true })).output).toEqual({
    status: 'refused',
    findings: [{ topic: 'Health', texts: ['cure'] }],
  })
  const many = {
    policyTopicEntries: Array(500).fill({ ...policyTopicEntries[0], topic: '広'.repeat(500) }),
  }
  const long = await run({ policyFindingDetails: many })
  expect(JSON.stringify(long.output).length).toBeLessThan(20_000)
  expect((await run({})).failure).toMatchObject({ kind: 'vendor_refused' })
})

test('nobody knows whether an ad was created when Google answers in another form or with an error of its own', async () => {
  for (const answer of [
    () => Response.json([]),
    () => Response.json({}),
    () => new Response('', { status: 500 }),
  ]) {
    const { failure } = await runOnWire(createAdDraft, draft, {
      answer: ({ url, body }) =>
        url.endsWith(':search')
          ? customerRow()
          : body.includes('"validateOnly":true')
            ? Response.json({})
            : answer(),
    })
    expect(failure).toMatchObject({ kind: 'outcome_unknown' })
  }
})
