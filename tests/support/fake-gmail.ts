import type { SentRequest } from '@/tests/support/tool-wire'

/** The address of the mailbox in Gmail's API. */
export const mailbox = 'https://gmail.googleapis.com/gmail/v1/users/me'

/** Returns a text as Gmail answers it in the body of a part. */
export const base64 = (text: string) => Buffer.from(text).toString('base64url')

/** Returns headers as Gmail answers them. */
export const headers = (fields: Record<string, string>) =>
  Object.entries(fields).map(([name, value]) => ({ name, value }))

/** Returns a mail as Gmail answers it. */
export function message(id: string, payload: object = {}) {
  return { id, threadId: `t${id}`, labelIds: ['INBOX'], internalDate: '1793523600000', payload }
}

/** Answers lists with these ids, and every other request with a mail. */
export function mailboxWith(ids: string[], payload?: object) {
  return ({ url }: SentRequest) => {
    const { pathname } = new URL(url)
    const isList = pathname.endsWith('/messages')
    const found = ids.map((id) => ({ id, threadId: `t${id}` }))
    return Response.json(
      isList
        ? { messages: found, nextPageToken: 'p2' }
        : message(pathname.split('/').pop() ?? '', payload),
    )
  }
}

/** Answers with an error of Gmail. */
export function gmailError(code: number, reason: string, text = 'Some reason') {
  const errors = [{ message: text, domain: 'global', reason }]
  return () => Response.json({ error: { code, message: text, errors } }, { status: code })
}
