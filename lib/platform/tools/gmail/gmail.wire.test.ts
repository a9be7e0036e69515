import { expect, test } from 'vitest'
import { gmailError, mailbox } from '@/tests/support/fake-gmail'
import { runOnWire, type SentRequest } from '@/tests/support/tool-wire'
import { manageLabels } from './manage-labels'
import { readEmails } from './read-emails'
import { sendEmail } from './send-email'

const mail = { to: ['kim@acme.example'], subject: 'Hello', body_text: 'Hi Kim' }

test('manage_labels changes one mail by its id, and many with one request', async () => {
  const answer = ({ url }: SentRequest) =>
    url.endsWith('/labels')
      ? Response.json({ labels: [{ id: 'Label_7', name: 'Customers', type: 'user' }] })
      : new Response(null, { status: 204 })
  const one = await runOnWire(
    manageLabels,
    { action: 'apply', name: 'customers', label_ids: ['STARRED'], email_ids: ['a1', 'a1'] },
    { answer },
  )
  expect(one.output).toEqual({ changed: 1 })
  expect(one.sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `GET ${mailbox}/labels`,
    `POST ${mailbox}/messages/a1/modify`,
  ])
  expect(JSON.parse(one.sent[1]?.body ?? '')).toEqual({ addLabelIds: ['STARRED', 'Label_7'] })
  const many = await runOnWire(
    manageLabels,
    { action: 'remove', label_ids: ['UNREAD'], email_ids: ['a1', 'b2'] },
    { answer },
  )
  expect(many.output).toEqual({ changed: 2 })
  expect(many.sent.map(({ url, body }) => [url, JSON.parse(body)])).toEqual([
    [`${mailbox}/messages/batchModify`, { ids: ['a1', 'b2'], removeLabelIds: ['UNREAD'] }],
  ])
})

test.each([
  [{ action: 'create' }, 'invalid_arguments'],
  [{ action: 'apply', email_ids: ['a1'] }, 'invalid_arguments'],
  [{ action: 'apply', label_ids: ['STARRED'] }, 'invalid_arguments'],
  [{ action: 'apply', name: 'Nothing', email_ids: ['a1'] }, 'vendor_refused'],
])('manage_labels changes nothing with %j', async (call, kind) => {
  const answer = () => Response.json({ labels: [] })
  const { failure, sent } = await runOnWire(manageLabels, call, { answer })
  expect(failure).toMatchObject({ kind })
  expect(sent.filter(({ method }) => method !== 'GET')).toEqual([])
})

test('a list of many labels goes on with its cursor', async () => {
  const all = Array.from({ length: 500 }, (_, index) => ({
    id: `Label_${index}`,
    name: 'é'.repeat(80),
  }))
  const answer = () => Response.json({ labels: all })
  let shown = 0
  let cursor: unknown
  do {
    const call = { action: 'list', ...(cursor !== undefined && { cursor }) }
    const { output } = await runOnWire(manageLabels, call, { answer })
    expect(Buffer.byteLength(JSON.stringify(output))).toBeLessThan(19_000)
    shown += [output?.labels ?? []].flat().length
    cursor = output?.next_cursor
  } while (cursor !== undefined)
  expect(shown).toBe(500)
})

test.each([
  ['a missing scope', gmailError(403, 'insufficientPermissions'), 'not_granted'],
  ['a limit', gmailError(403, 'userRateLimitExceeded'), 'rate_limited'],
  ['a limit with its own status', gmailError(429, 'rateLimitExceeded'), 'rate_limited'],
  ['a policy', gmailError(403, 'domainPolicy'), 'vendor_refused'],
  ['a wrong value', gmailError(400, 'invalidArgument', 'Invalid To header'), 'vendor_refused'],
  ['an unknown mail', gmailError(404, 'notFound'), 'vendor_refused'],
  ['an overload', gmailError(503, 'backendError'), 'unavailable'],
  ['a failure', gmailError(500, 'backendError'), 'outcome_unknown'],
  [
    'a refusal that is not from Gmail',
    () => new Response('no', { status: 403 }),
    'outcome_unknown',
  ],
  ['a web page', () => new Response('<h1>x</h1>'), 'outcome_unknown'],
  ['an answer of another form', () => Response.json([1, 2]), 'outcome_unknown'],
])('after %s, sending a mail has failed with the right kind', async (_, answer, kind) => {
  const { failure } = await runOnWire(sendEmail, mail, { answer })
  expect(failure).toMatchObject({ kind })
})

test('the scope that is missing is also recognized by its newer name', async () => {
  const answer = () =>
    Response.json(
      {
        error: {
          code: 403,
          message: 'x',
          details: [{ reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }],
        },
      },
      { status: 403 },
    )
  const { failure } = await runOnWire(readEmails, {}, { answer })
  expect(failure).toMatchObject({ kind: 'not_granted' })
})

test('an access token that Gmail does not accept is renewed, and no other 401 is', async () => {
  const refused = await runOnWire(readEmails, {}, { answer: gmailError(401, 'authError') })
  expect(refused.failure).toMatchObject({ message: 'the token was refused' })
  const answer = () => new Response('who are you', { status: 401 })
  const other = await runOnWire(readEmails, {}, { answer })
  expect(other.failure).toMatchObject({ kind: 'unavailable' })
})
