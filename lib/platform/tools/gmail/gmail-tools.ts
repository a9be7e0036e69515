import type { Tool } from '../tool'
import { draftEmail } from './draft-email'
import { manageLabels } from './manage-labels'
import { readEmails } from './read-emails'
import { searchInbox } from './search-inbox'
import { sendEmail } from './send-email'

/** The tools of Gmail, in the documented order. */
export const gmailTools: readonly Tool[] = [
  readEmails,
  draftEmail,
  sendEmail,
  searchInbox,
  manageLabels,
]
