import {
  type ProblemCode,
  problemStatus,
  problemTitle,
  problemType,
} from '@/lib/contract/api/problem'
import { services } from '@/lib/contract/services/catalogue'
import type { Section } from '@/lib/contract/view/developers'
import { answer, command, list, section, table, text } from '../blocks'
import type { DevelopersFacts } from '../facts'
import { minutes } from './minutes'

const wayOfTheLink = [
  'Your app sends the person to the connect link.',
  'Miteos shows which app asks and where the person will return. The person presses Continue.',
  'The person signs in at the provider and allows.',
  'The provider returns the person to Miteos, with a code that never leaves Miteos.',
  'Miteos returns the person to your redirect URI with an `oauth_code`.',
  'Your server redeems the `oauth_code` with its API token. Only now is the grant taken.',
  'Miteos answers with the integration.',
]

function exampleLink({ connectUrl }: DevelopersFacts): string {
  const query = new URLSearchParams({
    service: 'slack',
    redirect_uri: 'https://app.example.com/callback',
    state: 'k3v9',
  })
  return `${connectUrl}?${query}`
}

function mistakes(facts: DevelopersFacts): Section {
  const refused = (code: ProblemCode, detail: string, members: object) =>
    answer(String(problemStatus[code]), {
      type: problemType(code, facts.appUrl),
      title: problemTitle[code],
      status: problemStatus[code],
      detail,
      code,
      request_id: '1f6b2b1c-7d6e-4b43-9d0e-0a5d3f0c9a11',
      ...members,
    })
  return {
    id: 'connect-links-mistakes',
    title: 'Three typical mistakes',
    blocks: [],
    sections: [
      section(
        'connect-links-unregistered',
        'The redirect URI is not registered',
        text(
          'The person sees the page “This return address is not registered”, with the URI that was sent beside the registered ones and the first difference marked. Your app gets nothing, because Miteos sends nobody to an unknown address. Compare byte by byte: a slash at the end, `http` for `https`, and `127.0.0.1` for `localhost` are differences. [Settings, Redirect URIs](/settings/redirect-uris) has a box that compares for you.',
        ),
      ),
      section(
        'connect-links-used-twice',
        'The code is used twice',
        text('A code works once. The second request is answered:'),
        refused(
          'invalid_oauth_code',
          'This code was used before. Connect again to get a new one.',
          { reason: 'used' },
        ),
        text(
          'When another token sends the second request, the connection is ended too: one of the two may be a thief. To repeat a request safely, send an [`Idempotency-Key`](#idempotency) with the same token.',
        ),
      ),
      section(
        'connect-links-wrong-environment',
        'The token is for the other environment',
        text(
          'The code of a person in the test environment is unknown to a live token, and the other way round. Nothing is spent: redeem the same code with the right token.',
        ),
        refused(
          'invalid_oauth_code',
          'This is not a code for Slack in the live environment of this account.',
          { reason: 'unknown' },
        ),
        text('Where the service is not set up for live accounts, a live token is told that first:'),
        refused(
          'invalid_request',
          'This token is for live accounts, and Slack is not set up for them on this server.',
          { field: 'service', reason: 'not_configured' },
        ),
      ),
    ],
  }
}

/** Returns the section about connect links, step by step. */
export function connectLinks(facts: DevelopersFacts): Section {
  const code = facts.limits ? minutes(facts.limits.codeSeconds) : 'a few minutes'
  return {
    id: 'connect-links',
    title: 'Connect links',
    blocks: [
      text(
        'A connect link leads a person from your app to a provider and back. Put it behind a button, and let the whole window follow it: it cannot be framed.',
      ),
      command('A connect link', exampleLink(facts)),
      { kind: 'connectWay', steps: wayOfTheLink },
    ],
    sections: [
      section(
        'connect-links-parameters',
        'Parameters of the link',
        table(
          ['Parameter', 'Meaning'],
          [
            ['`service`', `Required. One of ${services.map((each) => `\`${each}\``).join(', ')}.`],
            [
              '`redirect_uri`',
              'Required. A [registered](/settings/redirect-uris) URI of the account and the environment of the person, byte for byte the same.',
            ],
            [
              '`state`',
              'Recommended. Up to 512 characters, returned unchanged. Make it random, keep it with the person’s session, and refuse a return with another one: that stops links that somebody else began.',
            ],
            [
              '`reference`',
              'Up to 64 letters, digits, `-` and `_`, kept with the attempt and returned nowhere. With it you find the attempt again.',
            ],
          ],
        ),
        text(
          'The person has to be signed in to Miteos: the integration goes to their account, in their environment. A link alone changes nothing; only Continue does.',
        ),
      ),
      section(
        'connect-links-return',
        'What comes back',
        text('The redirect URI keeps its own query. Miteos adds:'),
        table(
          ['Parameter', 'Meaning'],
          [
            ['`oauth_code`', `On success. Redeem it once, within ${code}.`],
            ['`error`', 'On failure, instead of the code: see below.'],
            ['`error_description`', 'With `error`: one sentence in English, for your log.'],
            ['`service`', 'The service of the link.'],
            ['`state`', 'As you sent it. Absent when you sent none.'],
            [
              '`iss`',
              `Always \`${facts.appUrl}\` (RFC 9207). Refuse a return with another one when your app works with several issuers.`,
            ],
          ],
        ),
      ),
      section(
        'connect-links-errors',
        'Errors',
        table(
          ['`error`', 'Meaning'],
          [
            [
              '`access_denied`',
              'The person cancelled, at the provider or on the page of Miteos before it.',
            ],
            ['`invalid_request`', 'The provider refused the request.'],
            ['`server_error`', 'The provider failed.'],
            ['`temporarily_unavailable`', 'The provider is not available. Try again later.'],
            [
              '`admin_blocked`, `org_only`, `interaction_required`, `email_unverified`',
              'The provider wants the person or their administrator to act first.',
            ],
            [
              '`misconfigured`, `app_suspended`, `scopes_refused`',
              'The provider refuses the registration of this server. Its operator has to act.',
            ],
          ],
        ),
      ),
      section(
        'connect-links-pages',
        'Pages people may see',
        list(
          'Sign-in, when nobody is signed in. It leads on to the link.',
          'Continue, with the name of your app and the host to which they return.',
          'For Telegram: the choice between the bot of Miteos and a bot of their own.',
          'A page with the reason, where returning to your app would not be safe: an unknown service, an unregistered or malformed redirect URI, a way that took too long, another browser, or another person. Each has a reference that support can look up.',
        ),
      ),
      mistakes(facts),
    ],
  }
}
