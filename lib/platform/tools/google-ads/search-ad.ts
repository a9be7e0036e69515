import { z } from 'zod'
import type { Customer } from './customer'
import { GoogleAdsRefusal } from './google-ads-errors'
import { policyFindingSchema } from './policy-findings'

/** The texts and the page of a responsive search ad, under the names of the tool's arguments. */
export interface SearchAd {
  ad_group_id: string
  headlines: readonly string[]
  descriptions: readonly string[]
  final_url: string
}

/** The result of submitting an ad. */
export const adOutcomeSchema = z.object({
  resource_name: z
    .string()
    .optional()
    .describe('The name of the ad. Absent when none was created.'),
  status: z
    .enum(['paused', 'validated', 'refused'])
    .describe('"paused" is a created ad, and "validated" a dry run without findings.'),
  findings: z.array(policyFindingSchema).describe('Why the policies of Google refuse the ad.'),
})
export type AdOutcome = z.infer<typeof adOutcomeSchema>

interface Results {
  results?: [{ resourceName: string }] | undefined
}

const resourceNameSchema = z.string().regex(/^customers\/\d+\/adGroupAds\/\d+~\d+$/)
const createdSchema: z.ZodType<Results> = z.object({
  results: z.tuple([z.object({ resourceName: resourceNameSchema })]),
})
/** The answer to a check has no results. */
const validatedSchema: z.ZodType<Results> = z.object({ results: z.undefined().catch(undefined) })
const textsSchema = z.array(z.object({ text: z.string() })).max(100)
const adRowSchema = z.object({
  adGroupAd: z.object({
    resourceName: resourceNameSchema,
    ad: z.object({
      finalUrls: z.array(z.string()).max(100).optional(),
      responsiveSearchAd: z
        .object({ headlines: textsSchema, descriptions: textsSchema })
        .partial()
        .optional(),
    }),
  }),
})

/** An earlier draft is looked for among this many ads of a group, newest first. Google allows 50 ads in a group. */
const maxAds = 50

function createOperation(customer: Customer, ad: SearchAd) {
  const asAssets = (texts: readonly string[]) => texts.map((text) => ({ text }))
  return {
    create: {
      adGroup: `customers/${customer.id}/adGroups/${ad.ad_group_id}`,
      status: 'PAUSED',
      ad: {
        finalUrls: [ad.final_url],
        responsiveSearchAd: {
          headlines: asAssets(ad.headlines),
          descriptions: asAssets(ad.descriptions),
        },
      },
    },
  }
}

/**
 * Creates a paused ad, which is not shown and costs nothing, or with `validateOnly` only lets Google check it. Returns the
 * findings when Google's policies refuse the ad.
 *
 * @throws {ToolFailure} when Google refuses the ad for another reason, or gives no clear answer
 */
export async function submitAd(
  customer: Customer,
  ad: SearchAd,
  { validateOnly }: { validateOnly: boolean },
): Promise<AdOutcome> {
  const operation = createOperation(customer, ad)
  try {
    const schema = validateOnly ? validatedSchema : createdSchema
    const { results } = await customer.mutate('adGroupAds', { operation, validateOnly, schema })
    const resource_name = results?.[0].resourceName
    return resource_name === undefined
      ? { status: 'validated', findings: [] }
      : { status: 'paused', resource_name, findings: [] }
  } catch (failure) {
    if (failure instanceof GoogleAdsRefusal && failure.findings.length > 0)
      return { status: 'refused', findings: [...failure.findings] }
    throw failure
  }
}

/** Returns a paused ad with exactly these texts and this page, or `undefined` when there is none. */
export async function findPausedAd(
  customer: Customer,
  ad: SearchAd,
): Promise<AdOutcome | undefined> {
  const rows = await customer.search(
    `SELECT ad_group_ad.resource_name, ad_group_ad.ad.id, ad_group_ad.ad.final_urls, ad_group_ad.ad.responsive_search_ad.headlines, ad_group_ad.ad.responsive_search_ad.descriptions FROM ad_group_ad WHERE ad_group.id = ${ad.ad_group_id} AND ad_group_ad.status = 'PAUSED' AND ad_group_ad.ad.type = 'RESPONSIVE_SEARCH_AD' ORDER BY ad_group_ad.ad.id DESC LIMIT ${maxAds}`,
    adRowSchema,
  )
  const same = rows.find(({ adGroupAd }) => {
    const { finalUrls = [], responsiveSearchAd } = adGroupAd.ad
    return (
      areSame(finalUrls, [ad.final_url]) &&
      areSame(textsIn(responsiveSearchAd?.headlines), ad.headlines) &&
      areSame(textsIn(responsiveSearchAd?.descriptions), ad.descriptions)
    )
  })
  return same && { status: 'paused', resource_name: same.adGroupAd.resourceName, findings: [] }
}

function textsIn(assets: z.infer<typeof textsSchema> = []): string[] {
  return assets.map(({ text }) => text)
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((text, index) => text === others[index])
}
