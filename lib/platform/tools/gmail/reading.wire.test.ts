import { expect, test } from 'vitest'
import { z } from 'zod'
import { base64, headers, mailbox, mailboxWith } from '@/tests/support/fake-gmail'
import { runOnWire } from '@/tests/support/tool-wire'
import { readEmails } from './read-emails'
import { searchInbox } from './search-inbox'

const textsSchema = z.object({
  emails: z.array(z.object({ body_text: z.string() })),
  next_cursor: z.string().optional(),
})

test('read_emails lists unread mails with the headers that it shows', async () => {
  const { output, sent } = await runOnWire(
    readEmails,
    { unread_only: true, limit: 2 },
    {
      answer: mailboxWith(['a1', 'b2'], {
        headers: headers({
          FROM: 'Ana <ana@example.com>',
          To: 'kim@acme.example',
          Subject: '=?utf-8?Q?Gr=C3=BC=C3=9Fe?= \u202eevil\u0007',
        }),
      }),
    },
  )
  expect(output).toMatchObject({
    emails: [
      {
        id: 'a1',
        thread_id: 'ta1',
        from: 'Ana <ana@example.com>',
        to: 'kim@acme.example',
        subject: 'Grüße evil',
        date: '2026-11-01T09:00:00.000Z',
        snippet: '',
        labels: ['INBOX'],
      },
      { id: 'b2' },
    ],
    next_cursor: expect.any(String),
  })
  expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `GET ${mailbox}/messages?labelIds=INBOX&labelIds=UNREAD&maxResults=2`,
    ...['a1', 'b2'].map(
      (id) =>
        `GET ${mailbox}/messages/${id}?format=metadata&metadataHeaders=From&metadataHeaders=To&metadataHeaders=Subject`,
    ),
  ])
  expect(sent.map((request) => request.headers.get('authorization'))).toEqual(
    Array(3).fill('Bearer access-token'),
  )
  const cursor = output?.next_cursor
  const next = await runOnWire(readEmails, { cursor, limit: 2 }, { answer: mailboxWith([]) })
  expect(next.sent[0]?.url).toBe(`${mailbox}/messages?labelIds=INBOX&maxResults=2&pageToken=p2`)
})

test('search_inbox hands the query over as it is, and reads at most five mails at once', async () => {
  const ids = Array.from({ length: 12 }, (_, index) => `m${index}`)
  let [running, most] = [0, 0]
  const { output, sent } = await runOnWire(
    searchInbox,
    { query: 'from:a&b@x.example "q=1"', limit: 12 },
    {
      answer: mailboxWith(ids),
      client: {
        async fetch(request) {
          running += 1
          most = Math.max(most, running)
          await new Promise(setImmediate)
          running -= 1
          const { method, url, headers } = request
          return mailboxWith(ids)({ method, url, headers, body: '' })
        },
      },
    },
  )
  expect(sent).toEqual([])
  expect(most).toBe(5)
  expect(output).toMatchObject({ emails: ids.map((id) => ({ id })) })
  const query = await runOnWire(
    searchInbox,
    { query: 'from:a&b@x.example "q=1"' },
    { answer: () => Response.json({ resultSizeEstimate: 0 }) },
  )
  expect(query.output).toEqual({ emails: [] })
  expect(new URL(query.sent[0]?.url ?? '').searchParams.get('q')).toBe('from:a&b@x.example "q=1"')
})

test('read_emails prefers the plain text among nested parts, and leaves attachments out', async () => {
  const html = { mimeType: 'text/html', body: { data: base64('<p>HTML</p>') } }
  const plain = {
    mimeType: 'text/plain',
    headers: headers({ 'content-type': 'text/plain; charset="iso-8859-1"' }),
    body: { data: Buffer.from('Gr\xfc\xdfe', 'latin1').toString('base64url') },
  }
  const attached = { mimeType: 'text/plain', filename: 'a.txt', body: { data: base64('file') } }
  const payload = {
    mimeType: 'multipart/mixed',
    parts: [{ mimeType: 'multipart/alternative', parts: [plain, html] }, attached],
  }
  const both = await runOnWire(readEmails, { ids: ['a1'] }, { answer: mailboxWith([], payload) })
  expect(both.output).toMatchObject({ emails: [{ id: 'a1', body_text: 'Grüße' }] })
  expect(both.sent.map(({ url }) => url)).toEqual([`${mailbox}/messages/a1?format=full`])
  const onlyHtml = await runOnWire(readEmails, { ids: ['a1'] }, { answer: mailboxWith([], html) })
  expect(onlyHtml.output).toMatchObject({ emails: [{ body_text: 'HTML' }] })
})

test('a text with letters of three bytes fits into the answers, and nothing of it is lost', async () => {
  const text = '語"\n'.repeat(9000).trim()
  const payload = { mimeType: 'text/plain', body: { data: base64(text) } }
  const texts: unknown[] = []
  let cursor: unknown
  do {
    const call = { ids: ['a1'], ...(cursor !== undefined && { cursor }) }
    const { output } = await runOnWire(readEmails, call, { answer: mailboxWith([], payload) })
    expect(Buffer.byteLength(JSON.stringify(output))).toBeLessThan(19_500)
    const { emails, next_cursor } = textsSchema.parse(output)
    texts.push(...emails.map(({ body_text }) => body_text))
    cursor = next_cursor
  } while (cursor !== undefined)
  expect(texts.join('')).toBe(text)
})

test('a mail that is nested without end, or that is all tags, is read in a short time', async () => {
  const depth = 20_000
  const nested = `{"mimeType":"multipart/mixed","parts":[`.repeat(depth) + ']}'.repeat(depth)
  const endless = await runOnWire(
    readEmails,
    { ids: ['a1'] },
    { answer: () => new Response(`{"id":"a1","threadId":"t1","payload":${nested}}`) },
  )
  expect(endless.output).toMatchObject({ emails: [{ body_text: '' }] })
  for (const piece of ['<', '<style>', '<!--', '<b> </b>', '&', '<a ', '<br>']) {
    const data = base64(piece.repeat(500_000 / piece.length))
    const answer = mailboxWith([], { mimeType: 'text/html', body: { data } })
    const begin = performance.now()
    await runOnWire(readEmails, { ids: ['a1'] }, { answer })
    expect(performance.now() - begin, piece).toBeLessThan(5000)
  }
})
