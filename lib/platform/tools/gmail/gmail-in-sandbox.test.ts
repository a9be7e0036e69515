import { expect, it } from 'vitest'
import { z } from 'zod'
import { connectGmailTools } from '@/tests/support/gmail-tools-in-sandbox'
import { sandboxOn } from '@/tests/support/sandbox'
import { describeOnBothStores } from '@/tests/support/stores'
import { draftEmail } from './draft-email'
import { gmailTools } from './gmail-tools'
import { manageLabels } from './manage-labels'
import { readEmails } from './read-emails'
import { searchInbox } from './search-inbox'
import { sendEmail } from './send-email'

const textsSchema = z.object({
  emails: z.array(z.object({ id: z.string(), body_text: z.string() })),
  next_cursor: z.string().optional(),
})
describeOnBothStores('the tools of Gmail in the sandbox', async (openStore) => {
  const testSandbox = sandboxOn(await openStore())

  const connect = (customer: string, ...scopes: string[]) =>
    connectGmailTools(testSandbox, customer, scopes)

  it.each(gmailTools.flatMap((tool) => tool.examples.map((example) => ({ tool, example }))))(
    '$tool.name works twice with the arguments $example',
    async ({ tool, example }) => {
      const { run: call } = await connect('examples', 'modify')
      expect(await call(tool, example)).toEqual(expect.anything())
      expect(await call(tool, example)).toEqual(expect.anything())
    },
  )

  it('what was sent is found, read and labelled', async () => {
    const { run: call } = await connect('writes', 'modify')
    const { message_id } = await call(sendEmail, {
      to: ['Kim <kim@acme.example>'],
      bcc: ['leo@acme.example'],
      subject: 'Größe 🦊',
      body_text: 'First line\n\n.\nLast line',
    })
    const found = await call(searchInbox, { query: 'in:sent to:kim@acme.example' })
    expect(found).toMatchObject({ emails: [{ id: message_id, subject: 'Größe 🦊' }] })
    expect(await call(readEmails, { ids: [message_id] })).toMatchObject({
      emails: [
        {
          from: 'Ana Lima <ana@example.com>',
          to: 'Kim <kim@acme.example>',
          body_text: 'First line\n\n.\nLast line',
          date: '2026-11-02T09:00:00.000Z',
          labels: ['SENT'],
        },
      ],
    })
    const created = await call(manageLabels, { action: 'create', name: 'Foxes' })
    expect(created).toMatchObject({ label: { name: 'Foxes' } })
    const labelling = { name: 'foxes', label_ids: ['STARRED'], email_ids: [message_id] }
    expect(await call(manageLabels, { action: 'apply', ...labelling })).toEqual({ changed: 1 })
    expect(await call(readEmails, { label: 'FOXES' })).toMatchObject({
      emails: [{ id: message_id }],
    })
    expect(await call(manageLabels, { action: 'remove', ...labelling })).toEqual({ changed: 1 })
    expect(await call(readEmails, { label: 'Foxes' })).toEqual({ emails: [] })
  })

  it('a draft is sent once, and an answer stays in its thread', async () => {
    const { run: call, findDone } = await connect('drafts', 'modify')
    const draft = await call(draftEmail, {
      reply_to_id: '19a3c1f2d4e50001',
      to: ['tomas@northwind.example'],
      subject: 'another subject',
      body_text: 'Paid.',
    })
    expect(draft).toMatchObject({ thread_id: '19a3c1f2d4e50001' })
    const { draft_id } = draft
    expect(await findDone(sendEmail, { draft_id }, 'k1')).toBeUndefined()
    const sent = await call(sendEmail, { draft_id }, 'k1')
    expect(sent).toMatchObject({ thread_id: '19a3c1f2d4e50001' })
    await expect(findDone(sendEmail, { draft_id }, 'k1')).rejects.toMatchObject({
      kind: 'outcome_unknown',
    })
    await expect(call(sendEmail, { draft_id })).rejects.toMatchObject({ kind: 'vendor_refused' })
    const [email] = Object.values(await call(readEmails, { ids: [sent.message_id] })).flat()
    expect(email).toMatchObject({ subject: 'Re: Invoice 1042' })
  })

  it('a call looks for the mail and the draft of an earlier call with the same key', async () => {
    const { run: call, findDone } = await connect('keys', 'modify')
    const mail = { to: ['kim@acme.example'], subject: 'Once', body_text: 'Only once' }
    for (const tool of [sendEmail, draftEmail]) {
      expect(await findDone(tool, mail, 'key-1')).toBeUndefined()
      const written = await call(tool, mail, 'key-1')
      await call(tool, mail, 'key-2')
      expect(await findDone(tool, mail, 'key-1')).toEqual(written)
      expect(await findDone(tool, mail, 'key-3')).toBeUndefined()
    }
  })

  it('an earlier mail is found among many that were sent after it', async () => {
    const { run: call, findDone } = await connect('many', 'modify')
    const mail = { to: ['kim@acme.example'], subject: 'Once', body_text: 'Only once' }
    const sent = await call(sendEmail, mail, 'key-1')
    for (let index = 0; index < 26; index += 1) {
      testSandbox.advance(1000)
      await call(sendEmail, { ...mail, to: ['leo@acme.example'] }, `other-${index}`)
    }
    expect(await findDone(sendEmail, mail, 'key-1')).toEqual(sent)
    expect(await findDone(sendEmail, mail, 'key-2')).toBeUndefined()
    const toLeo = { ...mail, to: ['leo@acme.example'] }
    await expect(findDone(sendEmail, toLeo, 'key-2')).rejects.toMatchObject({
      kind: 'outcome_unknown',
    })
  })

  it('without the permission to read, nobody can find out whether a mail was sent', async () => {
    const { run: call, findDone } = await connect('blind', 'send')
    const mail = { to: ['kim@acme.example'], subject: 'Once', body_text: 'Only once' }
    await call(sendEmail, mail, 'key-1')
    await expect(findDone(sendEmail, mail, 'key-1')).rejects.toMatchObject({
      kind: 'outcome_unknown',
    })
    await expect(call(readEmails, {})).rejects.toMatchObject({ kind: 'not_granted' })
    await expect(call(manageLabels, { action: 'list' })).rejects.toMatchObject({
      kind: 'not_granted',
    })
  })

  it('a long mail is read piece by piece, and HTML is read without its tags', async () => {
    const { run: call } = await connect('long', 'readonly')
    const ids = ['19a3c1f2d4e50004', '19a3c1f2d4e50005']
    const texts: Record<string, string> = {}
    let cursor: unknown
    let answers = 0
    do {
      const answer = await call(readEmails, { ids, ...(cursor !== undefined && { cursor }) })
      expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(19_000)
      const { emails, next_cursor } = textsSchema.parse(answer)
      for (const { id, body_text } of emails) texts[id] = (texts[id] ?? '') + body_text
      cursor = next_cursor
      answers += 1
    } while (cursor !== undefined)
    expect(answers).toBeGreaterThan(1)
    expect(texts[ids[0] ?? '']).toMatch(/^Hello all,.*\n1\.1 Sales.*\n7\.40 Finance.*\n\nMara$/s)
    expect(texts[ids[1] ?? '']).toBe(
      'Good news!\n\nYour parcel SP 2048‑77 arrives tomorrow between 9:00 & 11:00.\n\nTrack it',
    )
  })

  it('the worlds of two customers of one account are apart', async () => {
    const one = await connect('one', 'modify')
    const other = await connect('other', 'modify')
    await one.run(sendEmail, { to: ['kim@acme.example'], subject: 'Secret', body_text: 'x' })
    expect(await other.run(searchInbox, { query: 'secret' })).toEqual({ emails: [] })
  })
})
