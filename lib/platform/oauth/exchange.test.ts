import { expect, it } from 'vitest'
import { fakeProvider } from '@/tests/support/fake-provider'
import {
  canary,
  exchangeFor,
  failureOf,
  goodAnswers,
  now,
  oauthProvider,
} from '@/tests/support/token-answers'
import { grantedTools } from '../providers/granted-tools'
import { ProviderError } from '../providers/provider-error'
import { exchangeCode } from './exchange'

it.each([
  ['gmail', ['read_emails', 'search_inbox']],
  ['google_ads', ['read_campaign_performance', 'create_ad_draft', 'adjust_budget']],
  ['slack', ['post_message', 'read_channel', 'create_channel', 'search_messages']],
  [
    'github',
    ['create_issue', 'read_issue', 'open_pull_request', 'commit_files', 'read_repository'],
  ],
  ['stripe', ['read_customers', 'create_invoice', 'check_payment_status', 'list_transactions']],
  ['notion', ['create_page', 'update_page', 'read_database', 'search_workspace']],
] as const)('%s: the vendor’s answer becomes a credential', async (service, tools) => {
  const credential = await exchangeFor(service, Response.json(goodAnswers[service]))
  expect(grantedTools(oauthProvider(service), credential.scopes)).toEqual(tools)
  expect(credential.accessToken).toBe(service === 'stripe' ? '' : canary)
})

it('reads the time at which a token expires, if the answer tells the time', async () => {
  expect((await exchangeFor('gmail', Response.json(goodAnswers.gmail))).expiresAt).toBe(
    now + 3_599_000,
  )
  expect((await exchangeFor('slack', Response.json(goodAnswers.slack))).expiresAt).toBeUndefined()
})

it('keeps no token of Stripe’s answer, only the account and the scopes', async () => {
  const credential = await exchangeFor('stripe', Response.json(goodAnswers.stripe))
  expect(credential).toEqual({
    accessToken: '',
    scopes: ['read_write'],
    details: { stripe_user_id: 'acct_1' },
  })
  const { stripe_user_id, ...withoutAccount } = goodAnswers.stripe
  expect(await failureOf('stripe', Response.json(withoutAccount))).toBe('malformed no_account')
})

it('keeps Slack’s user token beside the bot token', async () => {
  const { details } = await exchangeFor('slack', Response.json(goodAnswers.slack))
  expect(details).toEqual({
    team_id: 'T9TK3CUKW',
    team_name: 'Acme',
    user_id: 'U1234',
    user_token: 'xoxp-person',
    user_scopes: 'search:read.public',
  })
})

it('uses Slack’s user token as the access token when no bot was installed', async () => {
  const { access_token, token_type, scope, ...personOnly } = goodAnswers.slack
  const credential = await exchangeFor('slack', Response.json(personOnly))
  expect(credential).toMatchObject({
    accessToken: 'xoxp-person',
    scopes: ['search:read.public'],
  })
  expect(grantedTools(oauthProvider('slack'), credential.scopes)).toEqual(['search_messages'])
})

it('reads GitHub’s form-encoded answers, with a token or with an error', async () => {
  const formHeaders = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
  const text = `access_token=${canary}&scope=repo%2Cgist&token_type=bearer&expires_in=28800`
  const credential = await exchangeFor('github', new Response(text, { headers: formHeaders }))
  expect(credential).toMatchObject({ scopes: ['repo', 'gist'], expiresAt: now + 28_800_000 })
  const refusal = 'error=bad_verification_code&error_description=The+code'
  expect(await failureOf('github', new Response(refusal, { headers: formHeaders }))).toBe(
    'refused bad_verification_code',
  )
  expect(await failureOf('gmail', new Response(text, { headers: formHeaders }))).toBe(
    'malformed not_json',
  )
})

it('takes an answer without a scope as a grant of all requested scopes (RFC 6749 §5.1)', async () => {
  const { scope, ...withoutScope } = goodAnswers.github
  expect((await exchangeFor('github', Response.json(withoutScope))).scopes).toEqual(['repo'])
  const noScopes = { ...goodAnswers.github, scope: '' }
  expect((await exchangeFor('github', Response.json(noScopes))).scopes).toEqual([])
})

it('throws when there is no answer, and asks only once', async () => {
  const client = fakeProvider(() => {
    throw new ProviderError('gmail', 'timeout', 'timeout')
  })
  const grant = { code: 'code-1', redirectUri: 'https://app.example/x' }
  await expect(exchangeCode(oauthProvider('gmail'), client, grant)).rejects.toMatchObject({
    failure: 'timeout',
  })
  expect(client.requests).toHaveLength(1)
})
