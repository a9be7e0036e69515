import MailComposer, { type MailComposerOptions } from 'nodemailer/lib/mail-composer'
import { expect, it } from 'vitest'
import { serveMailboxes } from '@/tests/support/google-mailbox'
import { sandboxOn } from '@/tests/support/sandbox'
import { describeOnBothStores } from '@/tests/support/stores'

async function mime(mail: MailComposerOptions): Promise<string> {
  return (await new MailComposer(mail).compile().build()).toString('base64url')
}

describeOnBothStores('Gmail', async (openStore) => {
  const testSandbox = sandboxOn(await openStore(), Date.UTC(2026, 10, 2, 9))
  const connect = await serveMailboxes(testSandbox)

  it('@googleapis/gmail reads the seeded mailbox page by page', async () => {
    const users = await connect('readonly')
    const userId = 'me'
    const first = await users.messages.list({ userId, labelIds: ['INBOX'], maxResults: 3 })
    expect(first.data.messages).toHaveLength(3)
    const second = await users.messages.list({
      userId,
      labelIds: ['INBOX'],
      pageToken: first.data.nextPageToken ?? '',
    })
    expect(second.data.messages).toHaveLength(2)
    expect(second.data.nextPageToken).toBeUndefined()

    const id = '19a3c1f2d4e50006'
    const { data: whole } = await users.messages.get({ userId, id })
    expect(whole.payload?.mimeType).toBe('multipart/alternative')
    expect(whole.payload?.parts?.map(({ partId, mimeType }) => [partId, mimeType])).toEqual([
      ['0', 'text/plain'],
      ['1', 'text/html'],
    ])
    const data = whole.payload?.parts?.[0]?.body?.data ?? ''
    expect(Buffer.from(data, 'base64url').toString()).toContain('Liebe Grüße aus Zürich!')
    const { data: brief } = await users.messages.get({
      userId,
      id,
      format: 'metadata',
      metadataHeaders: ['Subject'],
    })
    expect(brief.payload?.headers).toEqual([{ name: 'Subject', value: 'Grüße aus Zürich' }])
    expect(brief.payload?.parts).toBeUndefined()
    const thread = await users.threads.get({ userId, id: '19a3c1f2d4e50001' })
    expect(thread.data.messages).toHaveLength(2)
  })

  it.each([
    ['from:tomas@northwind.example', 1],
    ['to:tomas@northwind.example invoice', 1],
    ['subject:"invoice 1042"', 2],
    ['is:unread', 1],
    ['is:read in:inbox', 4],
    ['label:customers', 1],
    ['in:drafts', 1],
    ['newer_than:1d', 2],
    ['before:2026/10/29', 1],
    ['rfc822msgid:invoice-1042@northwind.example', 1],
    ['-in:inbox', 2],
    ['has:attachment', 0],
    ['zeppelin', 0],
  ])('the search %s finds %i mails', async (q, count) => {
    const users = await connect('readonly')
    const { data } = await users.messages.list({ userId: 'me', q })
    expect(data.messages?.length ?? 0).toBe(count)
    expect(data.resultSizeEstimate).toBe(count)
  })

  it('@googleapis/gmail drafts a mail, sends it and an answer, and finds both', async () => {
    const users = await connect('modify', 'ben')
    const userId = 'me'
    const raw = await mime({
      to: 'kim@acme.example',
      bcc: 'leo@acme.example',
      subject: 'Plan é',
      text: 'Hello',
      attachments: [{ filename: 'plan.txt', content: 'one' }],
    })
    const { data: draft } = await users.drafts.create({ userId, requestBody: { message: { raw } } })
    const listed = await users.drafts.list({ userId, q: 'subject:plan' })
    expect(listed.data.drafts).toEqual([
      { id: draft.id, message: { id: draft.message?.id, threadId: draft.message?.threadId } },
    ])
    const { data: sent } = await users.drafts.send({ userId, requestBody: { id: draft.id ?? '' } })
    expect(sent.labelIds).toEqual(['SENT'])
    await expect(users.drafts.get({ userId, id: draft.id ?? '' })).rejects.toMatchObject({
      status: 404,
    })
    const { data: read } = await users.messages.get({ userId, id: sent.id ?? '' })
    const headers = Object.fromEntries(
      read.payload?.headers?.map(({ name, value }) => [name, value]) ?? [],
    )
    expect(headers).toMatchObject({ From: 'Ben Okafor <ben@example.com>', Subject: 'Plan é' })
    expect(read.payload?.parts?.map(({ filename }) => filename)).toEqual(['', 'plan.txt'])

    const messageId = headers['Message-ID'] ?? ''
    const answer = { to: 'kim@acme.example', inReplyTo: messageId, references: messageId }
    const threadId = sent.threadId ?? ''
    const reply = await users.messages.send({
      userId,
      requestBody: { raw: await mime({ ...answer, subject: 'Re: Plan é' }), threadId },
    })
    expect(reply.data.threadId).toBe(threadId)
    const stranger = await users.messages.send({
      userId,
      requestBody: { raw: await mime({ ...answer, subject: 'Something else' }), threadId },
    })
    expect(stranger.data.threadId).not.toBe(threadId)
  })

  it('@googleapis/gmail creates a label, and puts it on mails and takes it off', async () => {
    const users = await connect('modify', 'cleo')
    const userId = 'me'
    const { data: label } = await users.labels.create({ userId, requestBody: { name: 'To do' } })
    const again = users.labels.create({ userId, requestBody: { name: 'to DO' } })
    await expect(again).rejects.toMatchObject({ status: 409 })
    const labelId = label.id ?? ''
    const ids = ['19a3c1f2d4e50003', '19a3c1f2d4e50004']
    const added = await users.messages.batchModify({
      userId,
      requestBody: { ids, addLabelIds: [labelId] },
    })
    expect(added.status).toBe(204)
    const { data: found } = await users.messages.list({ userId, q: 'label:to-do' })
    expect(found.messages?.map(({ id }) => id)).toEqual(ids)
    const { data: modified } = await users.messages.modify({
      userId,
      id: ids[0] ?? '',
      requestBody: { removeLabelIds: [labelId, 'UNREAD'] },
    })
    expect(modified.labelIds).toEqual(['INBOX', 'CATEGORY_PERSONAL'])
    const { data: counted } = await users.labels.get({ userId, id: labelId })
    expect(counted).toMatchObject({ name: 'To do', type: 'user', messagesTotal: 1 })
  })

  it('@googleapis/gmail is told what is wrong with a request', async () => {
    const users = await connect('modify')
    const userId = 'me'
    const id = '19a3c1f2d4e50003'
    await expect(users.messages.get({ userId, id: 'ffff' })).rejects.toThrow(
      'Requested entity was not found.',
    )
    await expect(users.messages.get({ userId, id: 'x_y' })).rejects.toThrow('Invalid id value')
    await expect(users.messages.send({ userId, requestBody: {} })).rejects.toThrow("'raw' RFC822")
    const nobody = { raw: await mime({ subject: 'To nobody' }) }
    await expect(users.messages.send({ userId, requestBody: nobody })).rejects.toThrow(
      'Recipient address required',
    )
    await expect(users.messages.list({ userId, pageToken: 'x' })).rejects.toThrow('Invalid pageT')
    const requestBody = { addLabelIds: ['Label_404'] }
    await expect(users.messages.modify({ userId, id, requestBody })).rejects.toThrow(
      'Invalid label: Label_404',
    )
    await expect(users.messages.list({ userId: 'kim@example.com' })).rejects.toThrow('Delegation')
  })

  it.each([
    ['send', 'list', 403],
    ['labels', 'list', 403],
    ['readonly', 'modify', 403],
    ['compose', 'modify', 403],
    ['readonly', 'send', 403],
    ['labels', 'create a label', 200],
    ['compose', 'list drafts', 200],
  ] as const)('with only the scope %s, the answer to %s is %i', async (scope, act, status) => {
    const users = await connect(scope, 'ben')
    const userId = 'me'
    const acts = {
      list: () => users.messages.list({ userId }),
      modify: () =>
        users.messages.modify({ userId, id: '1', requestBody: { addLabelIds: ['STARRED'] } }),
      send: () => users.messages.send({ userId, requestBody: { raw: 'eA' } }),
      'create a label': () => users.labels.create({ userId, requestBody: { name: 'New' } }),
      'list drafts': () => users.drafts.list({ userId }),
    }
    const outcome = await acts[act]().catch((error: unknown) => error)
    expect(outcome).toMatchObject({ status })
  })
})
