import { z } from 'zod'
import { ToolFailure } from '../tool-failure'
import type { VendorSession } from '../vendor-session'
import {
  hasKey,
  maxCandidates,
  outcomeUnknown,
  searchByKey,
  searchOrOutcomeUnknown,
} from './call-key'
import { gmailReferenceSchema } from './email'
import { callGmail } from './gmail-api'
import { mailPartSchema } from './mail-body'

const listSchema = z.object({
  drafts: z
    .array(z.object({ id: z.string().max(128), message: gmailReferenceSchema }))
    .max(500)
    .optional(),
  nextPageToken: z.string().max(4096).optional(),
})
const draftSchema = z.object({ message: z.object({ payload: mailPartSchema.optional() }) })

function listDrafts(vendor: VendorSession, query: { q?: string; maxResults: number }) {
  return callGmail(vendor, 'GET', '/drafts', { query, schema: listSchema, writes: false })
}

function getDraft(vendor: VendorSession, id: string) {
  return callGmail(vendor, 'GET', `/drafts/${encodeURIComponent(id)}`, {
    query: { format: 'metadata' },
    schema: draftSchema,
    writes: false,
  })
}

/**
 * Returns the draft that a call with the same key has written, or `undefined` when there is none.
 *
 * @throws {ToolFailure} `outcome_unknown` when nobody can find out
 */
export async function findDraftByKey(vendor: VendorSession) {
  const { key } = vendor
  if (key === undefined) return undefined
  return searchOrOutcomeUnknown(async () => {
    const byId = await listDrafts(vendor, { q: searchByKey(key), maxResults: 1 })
    if (byId.drafts?.[0]) return byId.drafts[0]
    const { drafts = [], nextPageToken } = await listDrafts(vendor, { maxResults: maxCandidates })
    for (const draft of drafts) {
      const { message } = await getDraft(vendor, draft.id)
      if (hasKey(message.payload, key)) return draft
    }
    if (nextPageToken !== undefined) throw outcomeUnknown()
    return undefined
  })
}

/**
 * Checks that a draft still exists, and so was not sent yet.
 *
 * @throws {ToolFailure} `outcome_unknown` when it does not exist, because it was either sent or deleted
 */
export async function requireDraft(vendor: VendorSession, id: string): Promise<undefined> {
  try {
    await getDraft(vendor, id)
  } catch (error) {
    throw error instanceof ToolFailure && error.kind === 'vendor_refused' ? outcomeUnknown() : error
  }
}
