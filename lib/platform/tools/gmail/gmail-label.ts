import { z } from 'zod'
import { ToolFailure } from '../tool-failure'
import { cutText, quotation, readableText } from '../untrusted-text'
import type { VendorSession } from '../vendor-session'
import { callGmail } from './gmail-api'

/** Matches the ids of labels. Everything else is a name. */
const labelIdPattern =
  /^(?:INBOX|SENT|DRAFT|SPAM|TRASH|UNREAD|STARRED|IMPORTANT|CHAT|CATEGORY_[A-Z]+|Label_[A-Za-z0-9_-]+)$/

/** A label as Gmail answers it. */
export const gmailLabelSchema = z.object({
  id: z.string().max(256),
  name: z.string().max(1024),
  type: z.string().max(32).optional(),
})
type GmailLabel = z.infer<typeof gmailLabelSchema>

const listSchema = z.object({ labels: z.array(gmailLabelSchema).max(20_000).optional() })

/** A label as the tools answer it. */
export const labelSchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string().optional().describe('"system" for a label of Gmail itself, or "user".'),
})

/** Returns a label in the form in which the tools answer it. */
export function presentLabel({ id, name, type }: GmailLabel) {
  return { id, name: cutText(readableText(name), 250), ...(type !== undefined && { type }) }
}

/** Returns all labels of the mailbox. */
export async function listLabels(vendor: VendorSession): Promise<GmailLabel[]> {
  const request = { schema: listSchema, writes: false }
  return (await callGmail(vendor, 'GET', '/labels', request)).labels ?? []
}

/** Returns the label with this name, or `undefined` when there is none. Upper and lower case are the same. */
export function labelNamed(labels: readonly GmailLabel[], name: string): GmailLabel | undefined {
  const wanted = name.trim().toLowerCase()
  return labels.find((label) => label.name.toLowerCase() === wanted)
}

/**
 * Returns the ids of labels that are named by their ids or by their names.
 *
 * @throws {ToolFailure} when there is no label with such a name
 */
export async function findLabelIds(
  vendor: VendorSession,
  named: readonly string[],
): Promise<string[]> {
  if (named.every((label) => labelIdPattern.test(label))) return [...named]
  const labels = await listLabels(vendor)
  return named.map((label) => {
    if (labelIdPattern.test(label)) return label
    const found = labelNamed(labels, label)
    if (found) return found.id
    throw new ToolFailure(
      'vendor_refused',
      `Gmail has no label ${quotation(label)}. List the labels with manage_labels, and use one of those.`,
    )
  })
}
