import { expect, it } from 'vitest'
import { services, toolNames } from '@/lib/contract/services/catalogue'
import { grantedTools } from './granted-tools'
import { providers } from './registry'

const googleScopes = (...names: string[]) =>
  names.map((name) => `https://www.googleapis.com/auth/${name}`)

it('all requested scopes together allow every tool, in the order of the catalogue', () => {
  for (const service of services) {
    const provider = providers[service]
    const scopes = provider.kind === 'oauth' ? provider.requestedScopes : []
    expect(grantedTools(provider, scopes)).toEqual(toolNames(service))
    expect(Object.keys(provider.toolScopes)).toEqual(toolNames(service))
  }
})

it.each([
  ['gmail', ['openid', 'email'], []],
  ['gmail', googleScopes('gmail.readonly'), ['read_emails', 'search_inbox']],
  ['gmail', googleScopes('gmail.send'), ['send_email']],
  ['gmail', googleScopes('gmail.compose'), ['draft_email', 'send_email']],
  ['gmail', googleScopes('gmail.labels'), []],
  [
    'gmail',
    googleScopes('gmail.readonly', 'gmail.compose', 'gmail.send', 'gmail.labels'),
    ['read_emails', 'draft_email', 'send_email', 'search_inbox'],
  ],
  ['gmail', googleScopes('gmail.modify'), toolNames('gmail')],
  ['gmail', ['https://mail.google.com/'], toolNames('gmail')],
  ['gmail', googleScopes('adwords'), []],
  ['google_ads', ['openid', 'email'], []],
  ['slack', ['chat:write', 'channels:read'], ['post_message']],
  ['slack', ['channels:history', 'channels:read'], ['read_channel']],
  ['slack', ['search:read'], ['search_messages']],
  ['github', ['gist'], []],
  ['stripe', ['read_only'], ['read_customers', 'check_payment_status', 'list_transactions']],
  ['stripe', ['toString', 'constructor'], []],
  ['notion', [], toolNames('notion')],
  ['telegram', [], toolNames('telegram')],
] as const)('%s with the scopes %j has the tools %j', (service, scopes, tools) => {
  expect(grantedTools(providers[service], scopes)).toEqual(tools)
})
