import PostalMime from 'postal-mime'
import { expect, test } from 'vitest'
import { headers, mailbox, mailboxWith, message } from '@/tests/support/fake-gmail'
import { runOnWire, type SentRequest } from '@/tests/support/tool-wire'
import type { Tool } from '../tool'
import { draftEmail } from './draft-email'
import { sendEmail } from './send-email'

/** Returns the mail in the body of a request, and its MIME. */
async function mailIn(request: SentRequest | undefined) {
  const { raw, threadId, message: drafted } = JSON.parse(request?.body ?? '{}')
  const mime = Buffer.from(raw ?? drafted.raw, 'base64url').toString()
  return { mime, threadId: threadId ?? drafted?.threadId, mail: await PostalMime.parse(mime) }
}

/** Makes a tool look for what an earlier call did, in place of doing its work. */
const lookingBack = (tool: Tool): Tool => ({
  ...tool,
  prepare(given) {
    const { input, findDone } = tool.prepare(given)
    return {
      input,
      run: async (vendor) => (await findDone?.(vendor)) ?? { message_id: '', thread_id: '' },
    }
  },
})

const mail = { to: ['kim@acme.example'], subject: 'Hello', body_text: 'Hi Kim' }

test('send_email writes MIME that says what was asked for, with the key of the call', async () => {
  const { output, sent } = await runOnWire(
    sendEmail,
    {
      to: ['Kim Größe <kim@acme.example>', 'leo@acme.example'],
      cc: ['mara@acme.example'],
      bcc: ['secret@acme.example'],
      subject: 'Plan für Montag',
      body_text: 'Line one\n.\nFrom here 🦊',
    },
    { key: 'call-key', answer: () => Response.json({ id: 'm1', threadId: 't1' }) },
  )
  expect(output).toEqual({ message_id: 'm1', thread_id: 't1' })
  expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `POST ${mailbox}/messages/send`,
  ])
  expect(sent[0]?.headers.get('content-type')).toMatch('application/json')
  const { mail: parsed, threadId } = await mailIn(sent[0])
  expect(threadId).toBeUndefined()
  expect(parsed).toMatchObject({
    to: [
      { name: 'Kim Größe', address: 'kim@acme.example' },
      { name: '', address: 'leo@acme.example' },
    ],
    cc: [{ address: 'mara@acme.example' }],
    bcc: [{ address: 'secret@acme.example' }],
    subject: 'Plan für Montag',
    text: 'Line one\n.\nFrom here 🦊\n',
    messageId: '<miteos.call-key@miteos.com>',
    date: '2026-11-02T09:00:00.000Z',
  })
  expect(parsed.from).toBeUndefined()
  const names = parsed.headers.map(({ key }) => key)
  expect(names).toContain('x-miteos-key')
})

test('without a key, each mail has a Message-ID of its own that does not name this server', async () => {
  const ids = new Set<string | undefined>()
  for (let round = 0; round < 2; round += 1) {
    const answer = () => Response.json({ id: 'm1', threadId: 't1' })
    const { sent } = await runOnWire(sendEmail, mail, { answer })
    ids.add((await mailIn(sent[0])).mail.messageId)
  }
  expect(ids.size).toBe(2)
  for (const id of ids) expect(id).toMatch(/^<miteos\.[0-9a-f-]{36}@miteos\.com>$/)
})

test('an answer refers to the mail, and has its thread and its subject', async () => {
  const answer = ({ method }: SentRequest) =>
    method === 'GET'
      ? Response.json(
          message('a1', {
            headers: headers({
              'Message-Id': '<two@x.example>',
              References: '<one@x.example>\r\nBcc: evil@x.example',
              Subject: 'Invoice\r\nBcc: evil@x.example',
            }),
          }),
        )
      : Response.json({ id: 'r1', message: { id: 'm1', threadId: 'ta1' } })
  const call = { ...mail, reply_to_id: 'a1' }
  const { output, sent } = await runOnWire(draftEmail, call, { answer })
  expect(output).toEqual({ draft_id: 'r1', message_id: 'm1', thread_id: 'ta1' })
  expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `GET ${mailbox}/messages/a1?format=metadata&metadataHeaders=Message-ID&metadataHeaders=References&metadataHeaders=Subject`,
    `POST ${mailbox}/drafts`,
  ])
  const { mail: parsed, mime, threadId } = await mailIn(sent[1])
  expect(threadId).toBe('ta1')
  expect(parsed).toMatchObject({
    inReplyTo: '<two@x.example>',
    references: '<one@x.example> <two@x.example>',
    subject: 'Re: Invoice Bcc: evil@x.example',
  })
  expect(mime).not.toMatch(/^Bcc:/im)
})

test.each([
  [{ to: ['kim@acme.example\r\nBcc: evil@x.example'] }, 'to'],
  [{ to: ['kim@acme.example, evil@x.example'] }, 'to'],
  [{ to: ['Friends: kim@acme.example, evil@x.example;'] }, 'to'],
  [{ to: ['kim'] }, 'to'],
  [{ to: [] }, 'to'],
  [{ cc: ['<>'] }, 'cc'],
  [{ subject: 'Hello\r\nBcc: evil@x.example' }, 'subject'],
  [{ reply_to_id: '../drafts' }, 'reply_to_id'],
  [{ draft_id: 'r1' }, 'to'],
  [{ to: undefined }, 'to'],
  [{ body_text: undefined }, 'body_text'],
])('send_email does not send with %j', async (change, argument) => {
  const run = async () => {
    const answer = () => Response.json({ id: 'm1', threadId: 't1' })
    const { failure, sent } = await runOnWire(sendEmail, { ...mail, ...change }, { answer })
    expect(sent).toEqual([])
    throw failure
  }
  await expect(run()).rejects.toMatchObject({
    kind: 'invalid_arguments',
    message: expect.stringContaining(`"${argument}`),
  })
})

test('send_email sends a draft by its id alone', async () => {
  const answer = () => Response.json({ id: 'm1', threadId: 't1' })
  const { sent } = await runOnWire(sendEmail, { draft_id: 'r-12' }, { answer })
  expect(sent.map(({ method, url, body }) => [method, url, JSON.parse(body)])).toEqual([
    ['POST', `${mailbox}/drafts/send`, { id: 'r-12' }],
  ])
})

test('an earlier mail is found by the Message-ID of its key', async () => {
  const answer = () => Response.json({ messages: [{ id: 'm1', threadId: 't1' }] })
  const { output, sent } = await runOnWire(lookingBack(sendEmail), mail, { key: 'k 1', answer })
  expect(output).toEqual({ message_id: 'm1', thread_id: 't1' })
  expect(sent.map(({ url }) => new URL(url).searchParams.get('q'))).toEqual([
    'in:sent rfc822msgid:miteos.k%201@miteos.com',
  ])
})

test('among more mails than are looked through, nobody can find out whether one was sent', async () => {
  const answer = ({ url }: SentRequest) =>
    url.includes('rfc822msgid')
      ? Response.json({})
      : mailboxWith(['m1'])({ url, method: 'GET', body: '', headers: new Headers() })
  const { failure } = await runOnWire(lookingBack(sendEmail), mail, { key: 'k1', answer })
  expect(failure).toMatchObject({ kind: 'outcome_unknown' })
})
