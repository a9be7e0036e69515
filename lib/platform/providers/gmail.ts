import { googleProvider } from './google'

const read = 'https://www.googleapis.com/auth/gmail.readonly'
const compose = 'https://www.googleapis.com/auth/gmail.compose'
const send = 'https://www.googleapis.com/auth/gmail.send'
const modify = 'https://www.googleapis.com/auth/gmail.modify'
const labels = 'https://www.googleapis.com/auth/gmail.labels'
const everything = 'https://mail.google.com/'

/**
 * Google's consent screen has a box for each scope. `gmail.modify` alone would do for all five
 * tools, and would make it all or nothing; asked for beside the narrower ones it leaves a person
 * the choice to let agents only read, or only send, and gives nothing more away. `gmail.labels`
 * cannot stand for `manage_labels`: it makes labels and cannot put one on a message.
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
  widerScopes: {
    [compose]: [send],
    [modify]: [read, compose, send, labels],
    [everything]: [read, compose, send, labels, modify],
  },
})
