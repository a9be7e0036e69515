import { maxWebhooks } from '@/lib/contract/api/limits'
import { testEvent, type WebhookEvent } from '@/lib/contract/api/webhook'
import type { MarkedText, Section } from '@/lib/contract/view/developers'
import { answer, command, json, list, section, table, text } from '../blocks'
import type { DevelopersFacts } from '../facts'
import { curlCommand } from '../snippets/curl'
import { pythonVerification, typescriptVerification } from '../snippets/verify-webhook'

const meanings: Record<WebhookEvent, MarkedText> = {
  'integration.connected':
    'A new integration is there, or one that was disconnected is connected again.',
  'integration.error':
    'An integration does not work any more until somebody reconnects it. `status_reason` says why.',
  'integration.recovered': 'An integration works again after an error.',
  'integration.disconnected': 'Somebody disconnected an integration.',
}

const request = {
  url: 'http://localhost:8080/webhooks',
  events: ['integration.error', 'integration.recovered'],
}

const added = {
  id: 'whk_01HXYZ',
  ...request,
  description: '',
  created_at: '2026-03-01T10:00:00Z',
  secret: 'whsec_…',
}

const message = {
  type: 'integration.error',
  timestamp: '2026-03-01T10:00:00.000Z',
  data: {
    integration: {
      id: 'int_01HXYZ',
      service: 'slack',
      status: 'error',
      connected_at: '2026-02-01T09:00:00.000Z',
      available_tools: ['post_message', 'read_channel', 'create_channel', 'search_messages'],
      account: { id: 'T0SANDBOX1-U0SANDBOX1', name: 'Ana Lima, Example Ltd' },
      status_reason: 'revoked',
      checked_at: '2026-03-01T10:00:00.000Z',
    },
  },
}

function adding({ apiAddress }: DevelopersFacts): Section {
  return section(
    'webhooks-adding',
    'Add a webhook',
    text(
      `Under [Settings, Webhooks](/settings/webhooks), or with a call. The URL is https and public; with a test token it may also be http on \`localhost\`, \`127.0.0.1\` or \`[::1]\`. An environment has at most ${maxWebhooks} webhooks.`,
    ),
    command(
      'Add a webhook',
      curlCommand({
        method: 'POST',
        url: `${apiAddress}/webhooks`,
        headers: {},
        body: request,
        answersJson: true,
      }),
    ),
    answer('201 Created', added),
    text(
      'This is the only answer that has the `secret`. Keep it where your receiver finds it, for example in `MITEOS_WEBHOOK_SECRET`.',
    ),
  )
}

const events = section(
  'webhooks-events',
  'Events',
  table(
    ['Event', 'What happened'],
    [
      ...Object.entries(meanings).map(([event, meaning]) => [`\`${event}\``, meaning]),
      [
        `\`${testEvent}\``,
        'Somebody pressed “Send test”. Every webhook gets it. Its `data` is `{"webhook_id": "whk_…"}`.',
      ],
    ],
  ),
  text(
    'Each change of a status is one message. The body has the integration exactly as the API answers it, as it was at that moment:',
  ),
  json(message),
)

const verifying = section(
  'webhooks-verifying',
  'Verify a message',
  text(
    'Anybody can send a request to your URL. Messages of Miteos are signed as [Standard Webhooks](https://www.standardwebhooks.com) says: the header `webhook-signature` has an HMAC-SHA256 of `webhook-id`, `webhook-timestamp` and the body, with the secret of the webhook. Verify the bytes of the body as they came, before you parse them.',
  ),
  {
    kind: 'code',
    label: 'Verify in TypeScript, with the package `standardwebhooks`',
    language: 'ts',
    code: typescriptVerification,
    isForCopying: true,
  },
  {
    kind: 'code',
    label: 'Verify in Python, with its standard library',
    language: 'python',
    code: pythonVerification,
    isForCopying: true,
  },
)

const delivering = section(
  'webhooks-delivery',
  'Delivery',
  list(
    'Answer with any status from 200 to 299 within ten seconds, and do the work afterwards. Redirects are not followed, and nothing is read of the body of your answer.',
    'Another answer, or none, and the message is sent again: after 5 seconds, 5 minutes, 30 minutes, and 2, 5, 10, 14, 20 and 24 hours. All these tries have the same `webhook-id`.',
    'A message may come twice when your answer is lost, and messages may overtake each other. Do each `webhook-id` once, and compare `timestamp`.',
    'A webhook is disabled when it answers 410, and when a message failed to its last try and no other was accepted meanwhile. It then gets nothing, and what was still to be sent is dropped. `POST /v1/webhooks/{id}/test` tries it: when it answers with 2xx, it is in use again. Read `GET /v1/integrations` to see what it missed.',
    'Each try is listed for 30 days, with the answer, under Settings and by `GET /v1/webhooks/{id}/deliveries`. A message can be sent again from there.',
    'Messages come directly from this server. A host whose name leads to an address that is not public gets nothing.',
  ),
)

/** Returns the section about webhooks: what they are told, how to verify it, and how it is delivered. */
export function webhooks(facts: DevelopersFacts): Section {
  return {
    ...section(
      'webhooks',
      'Webhooks',
      text(
        'Miteos tells your server when the status of an integration changes, so that you need not ask. Admins add webhooks, each for one environment.',
      ),
    ),
    sections: [adding(facts), events, verifying, delivering],
  }
}
