import type { Service } from '@/lib/contract/services/catalogue'

/**
 * A person's account at a simulated vendor. The same three people have an account at every vendor except
 * Telegram.
 */
export interface SandboxAccount {
  /** The id of the account in the vendor's own form. It never changes. */
  id: string
  /** The name at the vendor. */
  name: string
  /** A second line on the consent page, which helps to tell the accounts apart. */
  detail: string
  /** Further values from which this vendor's simulation makes its answers. */
  facts: Readonly<Record<string, string>>
}

/**
 * The Google Ads customer in the examples of the tools. All three accounts have access to it, like three people who work on
 * the same advertisements.
 */
const exampleCustomer = '5550000101'

const googleAccounts: readonly SandboxAccount[] = [
  {
    id: '104857600000000000001',
    name: 'ana@example.com',
    detail: 'Ana Lima',
    facts: {
      email: 'ana@example.com',
      name: 'Ana Lima',
      customers: `${exampleCustomer} 5550000102 5550000103`,
    },
  },
  {
    id: '104857600000000000002',
    name: 'ben@example.com',
    detail: 'Ben Okafor',
    facts: {
      email: 'ben@example.com',
      name: 'Ben Okafor',
      customers: `5550000201 ${exampleCustomer}`,
    },
  },
  {
    id: '104857600000000000003',
    name: 'cleo@example.com',
    detail: 'Cleo Marsh',
    facts: {
      email: 'cleo@example.com',
      name: 'Cleo Marsh',
      customers: `5550000301 5550000302 ${exampleCustomer}`,
    },
  },
]

function slackAccount(team: string, user: string, teamId: string, userId: string): SandboxAccount {
  const domain = team.toLowerCase().replaceAll(' ', '-')
  return {
    id: `${teamId}.${userId}`,
    name: team,
    detail: `${user} · ${domain}.slack.com`,
    facts: {
      team,
      team_id: teamId,
      user,
      user_id: userId,
      bot_id: `B${userId.slice(1)}`,
      bot_user_id: `${userId}BOT`,
      url: `https://${domain}.slack.com/`,
    },
  }
}

const accounts: Record<Service, readonly SandboxAccount[]> = {
  gmail: googleAccounts,
  google_ads: googleAccounts,
  slack: [
    slackAccount('Acme', 'ana', 'T01SANDBOX1', 'U01SANDBOX1'),
    slackAccount('Northwind', 'ben', 'T01SANDBOX2', 'U01SANDBOX2'),
    slackAccount('Marsh Studio', 'cleo', 'T01SANDBOX3', 'U01SANDBOX3'),
  ],
  github: [
    { id: '5830001', name: 'ana-lima', detail: 'Ana Lima', facts: { email: 'ana@example.com' } },
    {
      id: '5830002',
      name: 'ben-okafor',
      detail: 'Ben Okafor',
      facts: { email: 'ben@example.com' },
    },
    {
      id: '5830003',
      name: 'cleo-marsh',
      detail: 'Cleo Marsh',
      facts: { email: 'cleo@example.com' },
    },
  ],
  stripe: [
    { id: 'acct_1SandboxAna0001', name: 'Lima Bakery', detail: 'ana@example.com', facts: {} },
    { id: 'acct_1SandboxBen0002', name: 'Okafor Consulting', detail: 'ben@example.com', facts: {} },
    { id: 'acct_1SandboxCleo003', name: 'Marsh Studio', detail: 'cleo@example.com', facts: {} },
  ],
  notion: [
    {
      id: '5a0d0b0e-0000-4000-8000-000000000001',
      name: 'Acme HQ',
      detail: 'ana@example.com',
      facts: {
        user: 'Ana Lima',
        user_id: '0c1e0000-0000-4000-8000-000000000001',
        bot_id: 'b0700000-0000-4000-8000-000000000001',
      },
    },
    {
      id: '5a0d0b0e-0000-4000-8000-000000000002',
      name: 'Northwind Wiki',
      detail: 'ben@example.com',
      facts: {
        user: 'Ben Okafor',
        user_id: '0c1e0000-0000-4000-8000-000000000002',
        bot_id: 'b0700000-0000-4000-8000-000000000002',
      },
    },
    {
      id: '5a0d0b0e-0000-4000-8000-000000000003',
      name: 'Marsh Studio',
      detail: 'cleo@example.com',
      facts: {
        user: 'Cleo Marsh',
        user_id: '0c1e0000-0000-4000-8000-000000000003',
        bot_id: 'b0700000-0000-4000-8000-000000000003',
      },
    },
  ],
  telegram: [],
}

/** Returns the accounts that a person can choose from. Telegram has none, because its token already names the bot. */
export function listAccounts(service: Service): readonly SandboxAccount[] {
  return accounts[service]
}

/** Returns the account with this id. Throws when the sandbox has none. */
export function findAccount(service: Service, id: string): SandboxAccount {
  const account = accounts[service].find((candidate) => candidate.id === id)
  if (!account) throw new Error(`the sandbox of ${service} has no account "${id}"`)
  return account
}

/** Returns the account after this one in the list, or the first one after the last, for the scenario "Other account". */
export function otherAccount(service: Service, id: string): SandboxAccount {
  const candidates = accounts[service]
  const position = candidates.findIndex((candidate) => candidate.id === id)
  const other = candidates[(position + 1) % candidates.length]
  if (!other) throw new Error(`the sandbox of ${service} has no accounts`)
  return other
}
