import type { World } from '../worlds'
import type { Value } from './google-ads-fields'
import { adGroups, ads, budgets, type Customer, campaigns, customers } from './google-ads-world'

/** One customer, budget, campaign, ad group or ad, with all fields that a query about it can select. */
export interface Entity {
  /** Its own fields, and those of the entities to which it belongs. */
  fields: Readonly<Record<string, Value>>
  /** The ad groups whose metrics add up to its own. */
  adGroupIds: readonly string[]
}

type Fields = Record<string, Value>

type FieldsById = ReadonlyMap<string, Fields>

/** Returns the entities of a customer that a query about a resource finds. */
export async function entitiesOf(world: World, id: string, resource: string): Promise<Entity[]> {
  const customer = await world.get(customers, id)
  if (!customer) return []
  const root = customerFields(id, customer)
  if (resource === 'customer_client') return clientEntities(world, id, root)
  const things = await thingsOf(world, id)
  if (resource === 'customer') {
    return [{ fields: root, adGroupIds: things.adGroups.map((group) => group.id) }]
  }
  const budgetsById = budgetFields(id, things, root)
  if (resource === 'campaign_budget') return withoutMetrics(budgetsById)
  const campaignsById = campaignFields(id, things, budgetsById)
  if (resource === 'campaign') {
    return [...campaignsById].map(([campaign, fields]) => {
      const groups = things.adGroups.filter(({ content }) => content.campaign === campaign)
      return { fields, adGroupIds: groups.map((group) => group.id) }
    })
  }
  const groupsById = adGroupFields(id, things, campaignsById)
  if (resource === 'ad_group') {
    return [...groupsById].map(([group, fields]) => ({ fields, adGroupIds: [group] }))
  }
  return withoutMetrics(adFields(id, things, groupsById))
}

type Things = Awaited<ReturnType<typeof thingsOf>>

/** Returns the budgets, campaigns, ad groups and ads of a customer. */
async function thingsOf(world: World, customer: string) {
  const isOwn = ({ content }: { content: { customer: string } }) => content.customer === customer
  return {
    budgets: (await world.list(budgets)).filter(isOwn),
    campaigns: (await world.list(campaigns)).filter(isOwn),
    adGroups: (await world.list(adGroups)).filter(isOwn),
    ads: (await world.list(ads)).filter(isOwn),
  }
}

function withoutMetrics(fieldsById: FieldsById): Entity[] {
  return [...fieldsById.values()].map((fields) => ({ fields, adGroupIds: [] }))
}

function budgetFields(customer: string, things: Things, root: Fields): FieldsById {
  return new Map(
    things.budgets.map(({ id, content }) => {
      const users = things.campaigns.filter((campaign) => campaign.content.budget === id)
      const fields: Fields = {
        ...root,
        'campaign_budget.id': BigInt(id),
        'campaign_budget.resource_name': `customers/${customer}/campaignBudgets/${id}`,
        'campaign_budget.name': content.name,
        'campaign_budget.amount_micros': BigInt(content.amount_micros),
        'campaign_budget.explicitly_shared': content.explicitly_shared,
        'campaign_budget.period': 'DAILY',
        'campaign_budget.reference_count': BigInt(users.length),
      }
      return [id, fields]
    }),
  )
}

function campaignFields(customer: string, things: Things, budgetsById: FieldsById): FieldsById {
  return new Map(
    things.campaigns.map(({ id, content }) => {
      const fields: Fields = {
        ...budgetsById.get(content.budget),
        'campaign.id': BigInt(id),
        'campaign.resource_name': `customers/${customer}/campaigns/${id}`,
        'campaign.name': content.name,
        'campaign.status': content.status,
        'campaign.campaign_budget': `customers/${customer}/campaignBudgets/${content.budget}`,
        'campaign.advertising_channel_type': 'SEARCH',
      }
      return [id, fields]
    }),
  )
}

function adGroupFields(customer: string, things: Things, campaignsById: FieldsById): FieldsById {
  return new Map(
    things.adGroups.map(({ id, content }) => {
      const fields: Fields = {
        ...campaignsById.get(content.campaign),
        'ad_group.id': BigInt(id),
        'ad_group.resource_name': `customers/${customer}/adGroups/${id}`,
        'ad_group.name': content.name,
        'ad_group.status': content.status,
        'ad_group.campaign': `customers/${customer}/campaigns/${content.campaign}`,
      }
      return [id, fields]
    }),
  )
}

function adFields(customer: string, things: Things, groupsById: FieldsById): FieldsById {
  return new Map(
    things.ads.map(({ id, content }) => {
      const fields: Fields = {
        ...groupsById.get(content.ad_group),
        'ad_group_ad.resource_name': `customers/${customer}/adGroupAds/${content.ad_group}~${id}`,
        'ad_group_ad.ad_group': `customers/${customer}/adGroups/${content.ad_group}`,
        'ad_group_ad.status': content.status,
        'ad_group_ad.ad.id': BigInt(id),
        'ad_group_ad.ad.resource_name': `customers/${customer}/ads/${id}`,
        'ad_group_ad.ad.type': 'RESPONSIVE_SEARCH_AD',
        'ad_group_ad.ad.final_urls': content.final_urls,
        'ad_group_ad.ad.responsive_search_ad.headlines': content.headlines,
        'ad_group_ad.ad.responsive_search_ad.descriptions': content.descriptions,
      }
      return [id, fields]
    }),
  )
}

function customerFields(id: string, customer: Customer): Fields {
  return {
    'customer.id': BigInt(id),
    'customer.resource_name': `customers/${id}`,
    'customer.descriptive_name': customer.name,
    'customer.currency_code': customer.currency,
    'customer.time_zone': customer.time_zone,
    'customer.manager': customer.manager,
    'customer.status': 'ENABLED',
  }
}

/** Returns the account itself and the customers that it manages. */
async function clientEntities(world: World, id: string, root: Fields): Promise<Entity[]> {
  const clients = (await world.list(customers)).filter(
    (client) => client.id === id || client.content.managed_by === id,
  )
  return clients.map(({ id: clientId, content }) => ({
    adGroupIds: [],
    fields: {
      ...root,
      'customer_client.id': BigInt(clientId),
      'customer_client.resource_name': `customers/${id}/customerClients/${clientId}`,
      'customer_client.client_customer': `customers/${clientId}`,
      'customer_client.descriptive_name': content.name,
      'customer_client.currency_code': content.currency,
      'customer_client.time_zone': content.time_zone,
      'customer_client.manager': content.manager,
      'customer_client.hidden': false,
      'customer_client.level': clientId === id ? 0n : 1n,
      'customer_client.status': 'ENABLED',
    },
  }))
}
