import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A mail that the server has accepted. */
export interface ReceivedMail extends Email {
  /** The recipients in the SMTP envelope, who get the mail. */
  recipients: string[]
  /** The bytes as they came. */
  source: string
}

/**
 * How the server treats a mail: it accepts it, refuses it with this status at one of its steps, does not greet, or does not answer
 * at one of its steps before `answer` is called. At the end it has received the mail.
 */
export type Treatment =
  | 'accept'
  | 'hang'
  | { status: number; at: 'recipient' | 'data' | 'sender' }
  | { hangsAt: 'recipient' | 'end' }

/** A mail server on loopback. */
export interface MailServer {
  port: number
  received: ReceivedMail[]
  /** Returns the number of connections so far. */
  connections: () => number
  /** Sets how the next mails are treated. */
  treat: (treatment: Treatment) => void
  /** Gives the answers that are missing. */
  answer: () => void
  /** Returns the number of answers that are missing. */
  unanswered: () => number
  close: () => Promise<void>
}

function refusal(status: number): Error {
  return Object.assign(new Error('not today'), { responseCode: status })
}

/** Starts a mail server on a free loopback port. Call `close` when it is not needed any more. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const received: ReceivedMail[] = []
  let treatment: Treatment = 'accept'
  let connections = 0
  const missing: (() => void)[] = []
  const refusedAt = (step: 'recipient' | 'data' | 'sender') =>
    typeof treatment === 'object' && 'at' in treatment && treatment.at === step
      ? refusal(treatment.status)
      : null
  function answerAt(step: 'recipient' | 'end', answer: () => void) {
    const hangs =
      typeof treatment === 'object' && 'hangsAt' in treatment && treatment.hangsAt === step
    if (hangs) missing.push(answer)
    else answer()
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: options.key ? [] : ['STARTTLS'],
    closeTimeout: 100,
    onConnect(_session, callback) {
      connections += 1
      if (treatment !== 'hang') callback()
    },
    onMailFrom(_address, _session, callback) {
      callback(refusedAt('sender'))
    },
    onRcptTo(_address, _session, callback) {
      answerAt('recipient', () => callback(refusedAt('recipient')))
    },
    async onData(stream, session, callback) {
      const bytes = await buffer(stream)
      const refused = refusedAt('data')
      if (refused) return callback(refused)
      const recipients = session.envelope.rcptTo.map(({ address }) => address)
      const mail = await PostalMime.parse(bytes)
      received.push({ ...mail, recipients, source: bytes.toString() })
      answerAt('end', callback)
    },
    ...options,
  })
  // A client that refuses our certificate closes the connection in the middle.
  server.on('error', () => {})
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const address = listening.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    received,
    connections: () => connections,
    treat(next) {
      treatment = next
    },
    answer: () => {
      for (const give of missing.splice(0)) give()
    },
    unanswered: () => missing.length,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
