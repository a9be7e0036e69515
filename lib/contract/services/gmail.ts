import { google } from './google'
import type { ServiceDefinition } from './service-definition'

export const gmail: ServiceDefinition = {
  name: 'Gmail',
  summary: 'Read, draft and send mail',
  tools: [
    { name: 'read_emails', meaning: 'read mails' },
    { name: 'draft_email', meaning: 'write drafts for you to review' },
    { name: 'send_email', meaning: 'send mails as this account' },
    { name: 'search_inbox', meaning: 'search the mailbox' },
    {
      name: 'manage_labels',
      meaning:
        'create labels, and put them on mails or take them off, which also archives mails or moves them to the trash',
    },
  ],
  vendor: google,
  setupVariables: ['GMAIL_CLIENT_ID', 'GMAIL_CLIENT_SECRET'],
}
