import type { Condition, Query } from './google-ads-query'
import { type Literal, queryRefusal } from './google-ads-tokens'

export type Value = string | bigint | number | boolean | readonly unknown[]
/** The type of a field. A list names the constants of an enum. */
type FieldType = 'int64' | 'double' | 'string' | 'boolean' | 'date' | 'message' | readonly string[]

const statuses = ['ENABLED', 'PAUSED', 'REMOVED', 'UNSPECIFIED', 'UNKNOWN']
const customerStatuses = ['ENABLED', 'CANCELED', 'SUSPENDED', 'CLOSED', 'UNSPECIFIED', 'UNKNOWN']

const types: Readonly<Record<string, FieldType>> = {
  'customer.id': 'int64',
  'customer.resource_name': 'string',
  'customer.descriptive_name': 'string',
  'customer.currency_code': 'string',
  'customer.time_zone': 'string',
  'customer.manager': 'boolean',
  'customer.status': customerStatuses,
  'customer_client.id': 'int64',
  'customer_client.resource_name': 'string',
  'customer_client.client_customer': 'string',
  'customer_client.descriptive_name': 'string',
  'customer_client.currency_code': 'string',
  'customer_client.time_zone': 'string',
  'customer_client.manager': 'boolean',
  'customer_client.hidden': 'boolean',
  'customer_client.level': 'int64',
  'customer_client.status': customerStatuses,
  'campaign.id': 'int64',
  'campaign.resource_name': 'string',
  'campaign.name': 'string',
  'campaign.status': statuses,
  'campaign.campaign_budget': 'string',
  'campaign.advertising_channel_type': ['SEARCH', 'DISPLAY', 'VIDEO', 'SHOPPING'],
  'campaign_budget.id': 'int64',
  'campaign_budget.resource_name': 'string',
  'campaign_budget.name': 'string',
  'campaign_budget.amount_micros': 'int64',
  'campaign_budget.explicitly_shared': 'boolean',
  'campaign_budget.period': ['DAILY', 'CUSTOM_PERIOD'],
  'campaign_budget.reference_count': 'int64',
  'ad_group.id': 'int64',
  'ad_group.resource_name': 'string',
  'ad_group.name': 'string',
  'ad_group.status': statuses,
  'ad_group.campaign': 'string',
  'ad_group_ad.resource_name': 'string',
  'ad_group_ad.ad_group': 'string',
  'ad_group_ad.status': statuses,
  'ad_group_ad.ad.id': 'int64',
  'ad_group_ad.ad.resource_name': 'string',
  'ad_group_ad.ad.type': ['RESPONSIVE_SEARCH_AD', 'EXPANDED_TEXT_AD'],
  'ad_group_ad.ad.final_urls': 'message',
  'ad_group_ad.ad.responsive_search_ad.headlines': 'message',
  'ad_group_ad.ad.responsive_search_ad.descriptions': 'message',
  'metrics.impressions': 'int64',
  'metrics.clicks': 'int64',
  'metrics.cost_micros': 'int64',
  'metrics.conversions': 'double',
  'segments.date': 'date',
}

/** The resources whose fields can be in a query, by the resource that the query is about. */
const resources: Readonly<Record<string, readonly string[]>> = {
  customer: ['customer', 'metrics', 'segments'],
  customer_client: ['customer_client', 'customer'],
  campaign: ['campaign', 'campaign_budget', 'customer', 'metrics', 'segments'],
  campaign_budget: ['campaign_budget', 'customer'],
  ad_group: ['ad_group', 'campaign', 'customer', 'metrics', 'segments'],
  ad_group_ad: ['ad_group_ad', 'ad_group', 'campaign', 'customer'],
}

/**
 * Checks the fields and values of a query.
 *
 * @throws {AdsRefusal} as Google refuses a field or a value that is not possible
 */
export function checkFields({ fields, resource, conditions, order }: Query): void {
  const allowed = Object.hasOwn(resources, resource) ? resources[resource] : undefined
  if (!allowed) throw queryRefusal('BAD_RESOURCE_TYPE_IN_FROM_CLAUSE', `${resource} is no resource`)
  for (const field of [...fields, ...conditions.map((condition) => condition.field)]) {
    if (!Object.hasOwn(types, field))
      throw queryRefusal('UNRECOGNIZED_FIELD', `unrecognized field '${field}'`)
    if (!allowed.includes(partOf(field)))
      throw queryRefusal(
        'PROHIBITED_RESOURCE_TYPE_IN_SELECT_CLAUSE',
        `'${field}' does not go with ${resource}`,
      )
  }
  for (const condition of conditions) checkValues(condition)
  for (const { field } of order) checkOrder(field, fields, resource)
}

/**
 * Checks that a field can order the rows: it is selected, or it is a field of the main resource, of which another field is
 * selected.
 */
function checkOrder(field: string, fields: readonly string[], resource: string): void {
  const isKnown = Object.hasOwn(types, field) && types[field] !== 'message'
  const isSelected = fields.some((selected) => partOf(selected) === partOf(field))
  if (isKnown && (fields.includes(field) || (isSelected && partOf(field) === resource))) return
  throw queryRefusal('PROHIBITED_FIELD_IN_ORDER_BY_CLAUSE', `'${field}' cannot order the rows`)
}

function checkValues({ field, values }: Condition): void {
  const type = types[field]
  if (type === 'message')
    throw queryRefusal('PROHIBITED_FIELD_IN_WHERE_CLAUSE', `'${field}' cannot be filtered`)
  for (const { kind, text } of values) {
    if (type === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(text))
      throw queryRefusal('INVALID_DATE_FORMAT', `'${text}' is no date`)
    if (type === 'string' && kind !== 'string')
      throw queryRefusal('INVALID_STRING_VALUE', `${text} is no string`)
    if (type === 'int64' && !/^-?\d{1,19}$/.test(text))
      throw queryRefusal('BAD_VALUE', `${text} is no number`)
    if (type === 'double' && kind !== 'number')
      throw queryRefusal('BAD_NUMBER', `${text} is no number`)
    if (type === 'boolean' && !/^(?:true|false)$/i.test(text))
      throw queryRefusal('BAD_VALUE', `${text} is not TRUE or FALSE`)
    if (Array.isArray(type) && !type.includes(text))
      throw queryRefusal('BAD_ENUM_CONSTANT', `${text} is no constant of '${field}'`)
  }
}

/** Returns the resource that a field belongs to. */
export function partOf(field: string): string {
  return field.split('.', 1).join()
}

/** Returns whether a value fulfils a condition. */
export function fulfils(value: Value, { field, operator, values }: Condition): boolean {
  const [first = 0, second = 0] = values.map((literal) =>
    compare(value, literalValue(field, literal)),
  )
  switch (operator) {
    case '=':
      return first === 0
    case '!=':
      return first !== 0
    case '<':
      return first < 0
    case '<=':
      return first <= 0
    case '>':
      return first > 0
    case '>=':
      return first >= 0
    case 'BETWEEN':
      return first >= 0 && second <= 0
    case 'IN':
      return values.some((literal) => compare(value, literalValue(field, literal)) === 0)
  }
}

function literalValue(field: string, { text }: Literal): Value {
  const type = types[field]
  if (type === 'int64') return BigInt(text)
  if (type === 'double') return Number(text)
  return type === 'boolean' ? text.toUpperCase() === 'TRUE' : text
}

/** Compares two values of one type. Returns -1 when the first one is smaller, 1 when it is larger, and 0 when they are equal. */
export function compare(one: Value, other: Value): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
