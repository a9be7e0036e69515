import type { Block, Section } from '@/lib/contract/view/developers'
import { answer, command, section, text } from '../blocks'
import { type ExampleRequest, tokenVariable } from '../example-request'
import type { DevelopersFacts } from '../facts'
import { curlCommand } from '../snippets/curl'

const redirectUri = 'http://localhost:8080/callback'
/** Prints each request that arrives, so that the code can be read in the terminal. */
const listener = `node -e 'require("http").createServer((q, s) => { console.log(q.url); s.end("Done. The code is in your terminal.") }).listen(8080)'`

const telegram = {
  id: 'int_01HXYA',
  service: 'telegram',
  status: 'connected',
  connected_at: '2026-03-01T10:00:00Z',
  available_tools: ['send_message', 'read_channel_updates', 'post_to_group'],
}
const slack = {
  id: 'int_01HXYB',
  service: 'slack',
  status: 'connected',
  connected_at: '2026-03-01T10:05:00Z',
  available_tools: ['post_message', 'read_channel', 'create_channel', 'search_messages'],
}

function call(facts: DevelopersFacts, method: string, path: string, body?: unknown): string {
  const request: ExampleRequest = {
    method,
    url: `${facts.apiAddress}${path}`,
    headers: {},
    answersJson: true,
    ...(body === undefined ? {} : { body }),
  }
  return curlCommand(request)
}

/** Returns the blocks of step 1. The command line is offered where the Miteos is on this server. */
function tokenBlocks({ appUrl, limits }: DevelopersFacts): Block[] {
  const here = `Create a token for the test environment with the role Admin under [Settings, API tokens](/settings/tokens), and put it into your shell:`
  const blocks = [
    text(here),
    command('Keep the token in your shell', `export ${tokenVariable}=mt_test_…`),
  ]
  if (!limits) return blocks
  const create =
    'npm run --silent admin -- token create --account default --environment test --role admin --name quick-start'
  return [
    ...blocks,
    text(
      'Or, with a shell on this server, create one there. The command prints the token and nothing else:',
    ),
    command('Create a token on the server', `export ${tokenVariable}=$(${create})`),
    text(`Sign in at [${appUrl}/sign-in](/sign-in) with the same token: step 5 needs that.`),
  ]
}

function connectLink({ connectUrl }: DevelopersFacts): string {
  const query = new URLSearchParams({ service: 'slack', redirect_uri: redirectUri, state: 'k3v9' })
  return `${connectUrl}?${query}`
}

function linkBlocks(facts: DevelopersFacts): Block[] {
  return [
    text(
      'Your app listens at its redirect URI. This line stands in for the app and prints what arrives there:',
    ),
    command('Listen at the redirect URI', listener),
    text('Now open this link in a browser, press Continue, and allow at the simulated Slack:'),
    command('Open the connect link', connectLink(facts)),
    ...(facts.environment === 'live'
      ? [
          text(
            'You are signed in to the live environment. Sign in with the test token first: a link connects in the environment of the person who is signed in.',
          ),
        ]
      : []),
    answer(
      `/callback?oauth_code=mtoc_…&service=slack&state=k3v9&iss=${encodeURIComponent(facts.appUrl)}`,
    ),
  ]
}

/** Returns the section that leads from nothing to a connected service in the sandbox. */
export function quickStart(facts: DevelopersFacts): Section {
  const registered = { uri: redirectUri, app_name: 'Quick start' }
  const createdBy = { kind: 'token', id: 'tok_01HXYZ', name: 'quick-start' }
  return {
    id: 'quick-start',
    title: 'Quick start',
    blocks: [
      text(
        'Eight steps in the sandbox, about ten minutes. Services are simulated there; no real account is touched.',
      ),
    ],
    sections: [
      section('quick-start-token', '1. Create a token', ...tokenBlocks(facts)),
      section(
        'quick-start-list',
        '2. List the integrations',
        command('List the integrations', call(facts, 'GET', '/integrations')),
        answer('200 OK', []),
      ),
      section(
        'quick-start-telegram',
        '3. Connect Telegram',
        text('Telegram needs no consent of a person, so one call is enough:'),
        command('Connect Telegram', call(facts, 'POST', '/integrations', { service: 'telegram' })),
        answer('201 Created', telegram),
      ),
      section(
        'quick-start-redirect-uri',
        '4. Register a redirect URI',
        text('For every other service a person has to agree. Say where they return to your app:'),
        command('Register a redirect URI', call(facts, 'POST', '/redirect_uris', registered)),
        answer('201 Created', {
          id: 'uri_01HXYZ',
          ...registered,
          created_at: '2026-03-01T10:02:00Z',
          created_by: createdBy,
        }),
      ),
      section('quick-start-link', '5. Send a person to the connect link', ...linkBlocks(facts)),
      section(
        'quick-start-redeem',
        '6. Redeem the code',
        text('Put the `oauth_code` that arrived in the place of `mtoc_…`:'),
        command(
          'Redeem the code',
          call(facts, 'POST', '/integrations', { service: 'slack', oauth_code: 'mtoc_…' }),
        ),
        answer('201 Created', slack),
      ),
      section(
        'quick-start-list-again',
        '7. List again',
        command('List the integrations again', call(facts, 'GET', '/integrations')),
        answer('200 OK', [telegram, slack]),
      ),
      section(
        'quick-start-delete',
        '8. Disconnect',
        text(
          'Put an `id` of your list in the place of `int_…`. The grant is revoked at the provider too, and agents that rely on its tools fail from now on.',
        ),
        command('Disconnect', call(facts, 'DELETE', '/integrations/int_…')),
        answer('204 No Content'),
      ),
    ],
  }
}
