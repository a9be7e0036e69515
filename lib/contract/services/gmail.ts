import { google } from './google'
import type { ServiceDefinition } from './service-definition'

export const gmail: ServiceDefinition = {
  name: 'Gmail',
  summary: 'Read, draft and send mail',
  tools: [
    { name: 'read_emails', meaning: 'read messages and threads' },
    { name: 'draft_email', meaning: 'write drafts for you to review' },
    { name: 'send_email', meaning: 'send mail from this address' },
    { name: 'search_inbox', meaning: 'search the mailbox' },
    { name: 'manage_labels', meaning: 'create, apply and remove labels' },
  ],
  vendor: google,
  setupVariables: ['GMAIL_CLIENT_ID', 'GMAIL_CLIENT_SECRET'],
}
