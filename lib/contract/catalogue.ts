/** The services, in the order in which the page offers them. */
export const services = [
  'gmail',
  'slack',
  'github',
  'stripe',
  'notion',
  'google_ads',
  'telegram',
] as const

export type Service = (typeof services)[number]

export interface Tool {
  /** As it stands in `available_tools`. */
  name: string
  /** What an agent can do with it, as the end of the sentence "Agents can …". */
  meaning: string
}

export interface CatalogueEntry {
  service: Service
  name: string
  /** One line for the person who decides whether to connect. */
  summary: string
  /** In the documented order. */
  tools: readonly Tool[]
}

const entries: Record<Service, Omit<CatalogueEntry, 'service'>> = {
  gmail: {
    name: 'Gmail',
    summary: 'Read, draft and send mail',
    tools: [
      { name: 'read_emails', meaning: 'read messages and threads' },
      { name: 'draft_email', meaning: 'write drafts for you to review' },
      { name: 'send_email', meaning: 'send mail from this address' },
      { name: 'search_inbox', meaning: 'search the mailbox' },
      { name: 'manage_labels', meaning: 'create, apply and remove labels' },
    ],
  },
  slack: {
    name: 'Slack',
    summary: 'Post, read and search messages',
    tools: [
      { name: 'post_message', meaning: 'post messages to channels' },
      { name: 'read_channel', meaning: 'read the history of public channels' },
      { name: 'create_channel', meaning: 'create public channels' },
      { name: 'search_messages', meaning: 'search public messages' },
    ],
  },
  github: {
    name: 'GitHub',
    summary: 'Work with issues, code and pull requests',
    tools: [
      { name: 'create_issue', meaning: 'open issues' },
      { name: 'read_issue', meaning: 'read issues and their comments' },
      { name: 'open_pull_request', meaning: 'open pull requests' },
      { name: 'commit_files', meaning: 'commit files to branches' },
      { name: 'read_repository', meaning: 'read repositories and their files' },
    ],
  },
  stripe: {
    name: 'Stripe',
    summary: 'Read customers and payments, create invoices',
    tools: [
      { name: 'read_customers', meaning: 'read customer records' },
      { name: 'create_invoice', meaning: 'create invoices' },
      { name: 'check_payment_status', meaning: 'look up the status of payments' },
      { name: 'list_transactions', meaning: 'list balance transactions' },
    ],
  },
  notion: {
    name: 'Notion',
    summary: 'Create, update and search pages',
    tools: [
      { name: 'create_page', meaning: 'create pages' },
      { name: 'update_page', meaning: 'update pages' },
      { name: 'read_database', meaning: 'read databases' },
      { name: 'search_workspace', meaning: 'search the pages shared with Miteos' },
    ],
  },
  google_ads: {
    name: 'Google Ads',
    summary: 'Read performance, draft ads, adjust budgets',
    tools: [
      { name: 'read_campaign_performance', meaning: 'read how campaigns perform' },
      { name: 'create_ad_draft', meaning: 'draft ads for you to review' },
      { name: 'adjust_budget', meaning: 'change campaign budgets' },
    ],
  },
  telegram: {
    name: 'Telegram',
    summary: 'Send messages and post to groups',
    tools: [
      { name: 'send_message', meaning: 'send messages as the bot' },
      { name: 'read_channel_updates', meaning: 'read posts in channels the bot administers' },
      { name: 'post_to_group', meaning: 'post to groups the bot belongs to' },
    ],
  },
}

/** Name, summary and tools of each service. */
export const catalogue: readonly CatalogueEntry[] = services.map((service) => ({
  service,
  ...entries[service],
}))

export function isService(value: unknown): value is Service {
  return services.some((service) => service === value)
}

/** The catalogue's entry, or `undefined` for a service this program does not know. */
export function catalogueEntry(service: string): CatalogueEntry | undefined {
  return catalogue.find((entry) => entry.service === service)
}

/** What people call the service; the raw name for one this program does not know. */
export function serviceName(service: string): string {
  return catalogueEntry(service)?.name ?? service
}

/** The tools of a service, by their wire names, in the documented order. */
export function toolNames(service: Service): string[] {
  return entries[service].tools.map((tool) => tool.name)
}
