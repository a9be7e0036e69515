import { z } from 'zod'
import type { World } from '../worlds'
import { AdsRefusal, adsRefusal } from './google-ads-errors'
import { checkFields, compare, fulfils, partOf } from './google-ads-fields'
import { camelCase, presentRow, type Row } from './google-ads-json'
import { datesBetween, type Metrics, metricsOfDay, noMetrics, sumOf } from './google-ads-metrics'
import { type Condition, type Query, readQuery } from './google-ads-query'
import { type Entity, entitiesOf } from './google-ads-rows'
import { queryRefusal } from './google-ads-tokens'
import { customers } from './google-ads-world'

/** The first day on which the simulated campaigns were shown. */
const firstDay = '2026-01-01'

export const searchRequestSchema = z.strictObject({
  query: z.string().optional(),
  pageToken: z.string().optional(),
  pageSize: z.int().optional(),
  validateOnly: z.boolean().optional(),
  searchSettings: z.record(z.string(), z.unknown()).optional(),
})

/**
 * Answers `googleAds:search`. All rows are in one page, because a simulated account has few.
 *
 * @param id the customer
 * @param today the present date, in ISO 8601
 */
export async function search(
  world: World,
  id: string,
  request: z.infer<typeof searchRequestSchema>,
  today: string,
): Promise<object> {
  if (request.pageSize !== undefined)
    throw adsRefusal(
      'requestError',
      'PAGE_SIZE_NOT_SUPPORTED',
      'Setting the page size is not supported.',
    )
  if (request.pageToken)
    throw adsRefusal('requestError', 'INVALID_PAGE_TOKEN', 'The page token is not valid.')
  if (!request.query)
    throw new AdsRefusal([
      {
        code: ['fieldError', 'REQUIRED'],
        message: 'The required field was not present.',
        fields: [{ fieldName: 'query' }],
      },
    ])
  const query = readQuery(request.query)
  checkFields(query)
  const customer = await world.get(customers, id)
  if (customer?.manager && query.fields.some((field) => partOf(field) === 'metrics'))
    throw queryRefusal(
      'REQUESTED_METRICS_FOR_MANAGER',
      'metrics cannot be requested for a manager account',
    )
  if (request.validateOnly) return {}
  const entities = await entitiesOf(world, id, query.resource)
  const period = periodOf(query, today)
  const rows = entities.flatMap((entity) => rowsOf(entity, query, period, customer?.currency ?? ''))
  const results = select(rows, query)
  return {
    ...(results.length > 0 && { results }),
    fieldMask: query.fields.map(camelCase).join(','),
    queryResourceConsumption: String(200 + results.length),
  }
}

/** Returns the dates from the first day to today that fulfil the conditions of the query. */
function periodOf({ fields, conditions }: Query, today: string): readonly string[] {
  const ofDate = conditions.filter(({ field }) => field === 'segments.date')
  if (fields.includes('segments.date') && ofDate.length === 0)
    throw queryRefusal('EXPECTED_FILTERS_ON_DATE_RANGE', 'a filter on the date is missing')
  return datesBetween(firstDay, today).filter((date) =>
    ofDate.every((condition) => fulfils(date, condition)),
  )
}

/** Returns one row for an entity, or one for each day when the query selects the date. */
function rowsOf(
  entity: Entity,
  { fields }: Query,
  days: readonly string[],
  currency: string,
): Row[] {
  const metricsOf = (dates: readonly string[]) =>
    sumOf(
      dates.flatMap((date) =>
        entity.adGroupIds.map((group) => metricsOfDay(group, date, currency)),
      ),
    )
  if (fields.includes('segments.date')) {
    return entity.adGroupIds.length === 0
      ? []
      : days.map((date) => ({
          ...entity.fields,
          ...metricFields(metricsOf([date])),
          'segments.date': date,
        }))
  }
  const needsMetrics = fields.some((field) => partOf(field) === 'metrics')
  return [{ ...entity.fields, ...metricFields(needsMetrics ? metricsOf(days) : noMetrics) }]
}

function metricFields({ impressions, clicks, costMicros, conversions }: Metrics): Row {
  return {
    'metrics.impressions': impressions,
    'metrics.clicks': clicks,
    'metrics.cost_micros': costMicros,
    'metrics.conversions': conversions,
  }
}

function select(rows: readonly Row[], { fields, conditions, order, limit }: Query): object[] {
  const isWanted = (row: Row) =>
    conditions.every(
      (condition) => condition.field === 'segments.date' || isFulfilled(row, condition),
    )
  const sorted = rows.filter(isWanted).sort((one, other) => {
    const differences = order.map(({ field, isDescending }) => {
      const difference = compare(one[field] ?? '', other[field] ?? '')
      return isDescending ? -difference : difference
    })
    return differences.find((difference) => difference !== 0) ?? 0
  })
  return sorted.slice(0, limit).map((row) => presentRow(row, fields))
}

function isFulfilled(row: Row, condition: Condition): boolean {
  const value = row[condition.field]
  return value !== undefined && fulfils(value, condition)
}
