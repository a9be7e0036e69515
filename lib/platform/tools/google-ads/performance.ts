import { z } from 'zod'
import { type Position, pageOf } from '../pages'
import { invalidArgument } from '../tool-failure'
import { cutText, readableText } from '../untrusted-text'
import { type Customer, idSchema } from './customer'
import type { DateRange } from './date-range'
import { formatMicros, microsSchema } from './micros'

const countSchema = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number)
const unitSchema = z.object({
  id: idSchema,
  name: z.string(),
  status: z.string().regex(/^[A-Z_]{1,32}$/),
})
const rowSchema = z.object({
  campaign: unitSchema.optional(),
  adGroup: unitSchema.optional(),
  metrics: z
    .object({
      impressions: countSchema,
      clicks: countSchema,
      costMicros: microsSchema,
      conversions: z.number(),
    })
    .partial()
    .optional(),
})

export const performanceSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string().describe('Such as "ENABLED" or "PAUSED".'),
  impressions: z.int(),
  clicks: z.int(),
  cost: z.string().describe('A decimal number in the currency.'),
  currency: z.string(),
  conversions: z.number(),
})

interface Report {
  dates: DateRange
  position: Position
  /** Present to read only this campaign, or the ad groups of this campaign. */
  campaignId?: string
}

/** Returns one page of the campaigns or ad groups with their metrics, in the order of their ids. */
export async function readPerformance(
  customer: Customer,
  unit: 'campaign' | 'ad_group',
  { dates, position, campaignId }: Report,
) {
  const conditions = [
    `segments.date BETWEEN '${dates.since}' AND '${dates.until}'`,
    ...(campaignId === undefined ? [] : [`campaign.id = ${campaignId}`]),
    ...(unit === 'campaign' && campaignId !== undefined ? [] : [`${unit}.status != 'REMOVED'`]),
    ...(position.page === undefined ? [] : [`${unit}.id > ${checkedId(position.page)}`]),
  ]
  const fields = ['id', 'name', 'status'].map((field) => `${unit}.${field}`)
  const metrics = 'metrics.impressions, metrics.clicks, metrics.cost_micros, metrics.conversions'
  const rows = await customer.search(
    `SELECT ${fields.join(', ')}, ${metrics} FROM ${unit} WHERE ${conditions.join(' AND ')} ORDER BY ${unit}.id LIMIT ${position.limit}`,
    rowSchema,
  )
  const items = rows.flatMap((row) => {
    const found = unit === 'campaign' ? row.campaign : row.adGroup
    return found ? [present(found, row.metrics ?? {}, customer.currency)] : []
  })
  const nextPage = rows.length < position.limit ? undefined : items.at(-1)?.id
  return pageOf(items, position, nextPage)
}

function present(
  { id, name, status }: z.infer<typeof unitSchema>,
  {
    impressions = 0,
    clicks = 0,
    costMicros = 0n,
    conversions = 0,
  }: NonNullable<z.infer<typeof rowSchema>['metrics']>,
  currency: string,
): z.infer<typeof performanceSchema> {
  return {
    id,
    name: cutText(readableText(name), 256),
    status,
    impressions,
    clicks,
    cost: formatMicros(costMicros, currency),
    currency,
    conversions,
  }
}

function checkedId(page: string): string {
  const id = idSchema.safeParse(page).data
  if (id === undefined) throw invalidArgument('cursor', 'it is not the next_cursor of this list')
  return id
}
