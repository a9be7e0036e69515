import { z } from 'zod'
import type { World } from '../worlds'
import { type AdsRefusal, adsRefusal } from './google-ads-errors'
import { checkSearchAd } from './google-ads-policies'
import { type Ad, adGroups, ads, budgets, customers } from './google-ads-world'

const maxMicros = 10n ** 15n

const flags = {
  partialFailure: z.boolean().optional(),
  validateOnly: z.boolean().optional(),
  responseContentType: z.literal('RESOURCE_NAME_ONLY').optional(),
}
const otherOperations = { update: z.unknown().optional(), remove: z.string().optional() }
const textsSchema = z.array(z.strictObject({ text: z.string() })).optional()

export const adsRequestSchema = z.strictObject({
  operations: z.array(
    z.strictObject({
      create: z
        .strictObject({
          adGroup: z.string(),
          status: z.enum(['ENABLED', 'PAUSED']).optional(),
          ad: z.strictObject({
            finalUrls: z.array(z.string()).optional(),
            responsiveSearchAd: z
              .strictObject({ headlines: textsSchema, descriptions: textsSchema })
              .optional(),
          }),
        })
        .optional(),
      ...otherOperations,
    }),
  ),
  ...flags,
})
export const budgetsRequestSchema = z.strictObject({
  operations: z.array(
    z.strictObject({
      create: z.unknown().optional(),
      ...otherOperations,
      update: z
        .strictObject({ resourceName: z.string(), amountMicros: z.string().regex(/^-?\d{1,19}$/) })
        .optional(),
      updateMask: z.string().optional(),
    }),
  ),
  ...flags,
})

const notFound = () => adsRefusal('mutateError', 'RESOURCE_NOT_FOUND', 'Resource was not found.')

/** Answers `adGroupAds:mutate`. The sandbox can only create responsive search ads. */
export async function mutateAds(
  world: World,
  customer: string,
  { operations, validateOnly }: z.infer<typeof adsRequestSchema>,
): Promise<object> {
  const created = operations.map(({ create }) => {
    if (!create) throw notPermitted()
    checkSearchAd(create.ad)
    return create
  })
  const newAds: Ad[] = []
  for (const { adGroup, status = 'ENABLED', ad } of created) {
    const adGroupId = idIn(adGroup, customer, 'adGroups')
    const group = await world.get(adGroups, adGroupId)
    if (group?.customer !== customer) throw notFound()
    const { headlines = [], descriptions = [] } = ad.responsiveSearchAd ?? {}
    newAds.push({
      customer,
      ad_group: adGroupId,
      status,
      final_urls: ad.finalUrls ?? [],
      headlines,
      descriptions,
    })
  }
  if (validateOnly) return {}
  return world.change(async (changing) => {
    const results = []
    for (const ad of newAds) {
      const ids = (await changing.list(ads)).map(({ id }) => BigInt(id))
      const id = String(ids.reduce((last, one) => (one > last ? one : last), 0n) + 1n)
      await changing.put(ads, id, ad)
      results.push({ resourceName: `customers/${customer}/adGroupAds/${ad.ad_group}~${id}` })
    }
    return { results }
  })
}

/** Answers `campaignBudgets:mutate`. The sandbox can only change the daily amount. */
export async function mutateBudgets(
  world: World,
  customer: string,
  { operations, validateOnly }: z.infer<typeof budgetsRequestSchema>,
): Promise<object> {
  const currency = (await world.get(customers, customer))?.currency ?? ''
  return world.change(async (changing) => {
    const results = []
    for (const { update, updateMask } of operations) {
      if (!update) throw notPermitted()
      checkMask(updateMask)
      checkAmount(BigInt(update.amountMicros), currency)
      const id = idIn(update.resourceName, customer, 'campaignBudgets')
      const budget = await changing.get(budgets, id)
      if (budget?.customer !== customer) throw notFound()
      if (!validateOnly)
        await changing.put(budgets, id, { ...budget, amount_micros: update.amountMicros })
      results.push({ resourceName: update.resourceName })
    }
    return validateOnly ? {} : { results }
  })
}

/** Returns the refusal of an operation that is empty, or that the sandbox does not know. */
function notPermitted(): AdsRefusal {
  return adsRefusal(
    'operationAccessDeniedError',
    'ACTION_NOT_PERMITTED',
    'The operation is not permitted.',
  )
}

function checkMask(mask: string | undefined): void {
  if (!mask) throw adsRefusal('fieldMaskError', 'FIELD_MASK_MISSING', 'The field mask is missing.')
  if (mask !== 'amountMicros' && mask !== 'amount_micros')
    throw adsRefusal('fieldMaskError', 'FIELD_NOT_FOUND', 'A field of the mask was not found.')
}

function checkAmount(micros: bigint, currency: string): void {
  const refuse = (code: string, message: string) => adsRefusal('campaignBudgetError', code, message)
  if (micros < 0n) throw refuse('NEGATIVE_MONEY_AMOUNT', 'A money amount was negative.')
  if (micros === 0n)
    throw refuse('BUDGET_BELOW_PER_DAY_MINIMUM', 'The budget is below the minimum for a day.')
  if (micros > maxMicros)
    throw refuse('MONEY_AMOUNT_TOO_LARGE', 'A money amount was greater than the maximum allowed.')
  if (micros % (currency === 'JPY' ? 1_000_000n : 10_000n) !== 0n) {
    throw refuse(
      'NON_MULTIPLE_OF_MINIMUM_CURRENCY_UNIT',
      'A money amount was not a multiple of a minimum unit.',
    )
  }
}

/** Returns the id in the name of a resource. Throws when the name is not of this kind, or belongs to another customer. */
function idIn(resourceName: string, customer: string, resources: string): string {
  const [, owner, kind, id = ''] = /^customers\/(\d+)\/(\w+)\/(\d+)$/.exec(resourceName) ?? []
  if (kind !== resources)
    throw adsRefusal(
      'requestError',
      'RESOURCE_NAME_MALFORMED',
      `'${resourceName}' part of the resource name is invalid.`,
    )
  if (owner !== customer)
    throw adsRefusal('requestError', 'BAD_RESOURCE_ID', 'The resource belongs to another customer.')
  return id
}
