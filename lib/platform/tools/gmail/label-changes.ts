import { z } from 'zod'
import { invalidArgument } from '../tool-failure'
import type { VendorSession } from '../vendor-session'
import { callGmail } from './gmail-api'
import { findLabelIds, gmailLabelSchema, labelNamed, listLabels } from './gmail-label'

/** Returns the label with this name. Creates it when there is none yet. */
export async function findOrCreateLabel(vendor: VendorSession, name: string | undefined) {
  if (name === undefined) throw invalidArgument('name', 'it is missing, and create needs it')
  const existing = labelNamed(await listLabels(vendor), name)
  if (existing) return existing
  return callGmail(vendor, 'POST', '/labels', {
    json: { name: name.trim(), labelListVisibility: 'labelShow', messageListVisibility: 'show' },
    schema: gmailLabelSchema,
    writes: true,
  })
}

interface Labelling {
  action: 'apply' | 'remove'
  /** The ids or names of labels. */
  labels: readonly string[]
  emailIds: readonly string[] | undefined
}

/** Adds labels to mails or removes them, for all mails in one request. Returns the number of mails. */
export async function labelEmails(
  vendor: VendorSession,
  { action, labels, emailIds = [] }: Labelling,
): Promise<number> {
  if (labels.length === 0) throw invalidArgument('label_ids', 'name a label, here or in name')
  if (emailIds.length === 0)
    throw invalidArgument('email_ids', `it is missing, and ${action} needs it`)
  const labelIds = await findLabelIds(vendor, labels)
  const change = action === 'apply' ? { addLabelIds: labelIds } : { removeLabelIds: labelIds }
  const [id, ...others] = new Set(emailIds)
  const isOne = id !== undefined && others.length === 0
  // Gmail ignores unknown ids in a batch. Only for a single mail does it say that the mail does not exist.
  await callGmail(
    vendor,
    'POST',
    isOne ? `/messages/${encodeURIComponent(id)}/modify` : '/messages/batchModify',
    {
      json: isOne ? change : { ids: [id, ...others], ...change },
      schema: z.unknown(),
      writes: true,
    },
  )
  return 1 + others.length
}
