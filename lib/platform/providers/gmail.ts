import { googleProvider } from './google'

const read = 'https://www.googleapis.com/auth/gmail.readonly'
const compose = 'https://www.googleapis.com/auth/gmail.compose'
const send = 'https://www.googleapis.com/auth/gmail.send'
const modify = 'https://www.googleapis.com/auth/gmail.modify'
const labels = 'https://www.googleapis.com/auth/gmail.labels'
const everything = 'https://mail.google.com/'

/**
 * Google's consent screen has a checkbox for each scope. `gmail.modify` alone would be enough for all five
 * tools, but then a person could only allow everything or nothing. So the narrower scopes are requested too, and a
 * person can let agents only read, or only send. `gmail.labels` is not enough for
 * `manage_labels`: it can create labels but cannot put one on a message.
 *
 * https://developers.google.com/gmail/api/auth/scopes
 */
export const gmail = googleProvider({
  service: 'gmail',
  toolScopes: {
    read_emails: [read],
    draft_email: [compose],
    send_email: [send],
    search_inbox: [read],
    manage_labels: [modify],
  },
  includedScopes: {
    [compose]: [send],
    [modify]: [read, compose, send, labels],
    [everything]: [read, compose, send, labels, modify],
  },
})
