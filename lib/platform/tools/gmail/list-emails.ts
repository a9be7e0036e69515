import { z } from 'zod'
import { type Position, pageOf } from '../pages'
import type { VendorSession } from '../vendor-session'
import { getMessages, gmailReferenceSchema, presentEmail } from './email'
import { callGmail } from './gmail-api'

const shownHeaders = ['From', 'To', 'Subject']

const listSchema = z.object({
  messages: z.array(gmailReferenceSchema).max(500).optional(),
  nextPageToken: z.string().max(4096).optional(),
})

interface WantedMails {
  /** The ids of labels. A mail has to have all of them. */
  labelIds?: readonly string[]
  /** A search in the language of Gmail's search box. */
  q?: string
}

/** Returns one page of the mails that have all labels and match the query, newest first. */
export async function listEmails(vendor: VendorSession, position: Position, wanted: WantedMails) {
  const { messages = [], nextPageToken } = await callGmail(vendor, 'GET', '/messages', {
    query: { ...wanted, maxResults: position.limit, pageToken: position.page },
    schema: listSchema,
    writes: false,
  })
  const ids = messages.slice(0, position.limit).map(({ id }) => id)
  const emails = (await getMessages(vendor, ids, shownHeaders)).map(presentEmail)
  const { items, ...next } = pageOf(emails, position, nextPageToken)
  return { emails: items, ...next }
}

/** Returns the ids of the newest wanted mails, at most `limit`, and whether there are more. */
export async function findNewest(vendor: VendorSession, wanted: WantedMails, limit: number) {
  const { messages = [], nextPageToken } = await callGmail(vendor, 'GET', '/messages', {
    query: { ...wanted, maxResults: limit },
    schema: listSchema,
    writes: false,
  })
  return { messages, hasMore: nextPageToken !== undefined }
}
