import type { Database } from '@/lib/storage/database'
import type { PlatformContext } from '../core/context'
import { newId } from '../core/new-id'
import type { Backlog } from '../core/queue'
import { createWorkerPool, type WorkerPool } from '../core/worker-pool'
import { sweepMails } from './end-of-mail'
import { sealMail } from './mail-content'
import type { MailDocument } from './mail-document'
import { listDueMails, readMailBacklog } from './mail-queue'
import { plainLine } from './mail-words'
import { createSendMail } from './send-mail'
import { createServerAlarm, tryMail } from './try-mail'
import { writeHtml } from './write-html'
import { writeText } from './write-text'

/**
 * How many mails this process gives to the mail server at the same time: of all accounts together,
 * and of one account.
 */
const maxConcurrent = { overall: 4, perAccount: 2 }
/**
 * How many mails an account may send in a day to addresses that people typed, so that nobody is
 * flooded through us.
 */
const maxTypedPerDay = 200
const dayMs = 24 * 60 * 60_000

export interface NewMail {
  accountId: string
  environment: string
  kind: 'invitation' | 'reconnect_link' | 'broken_integrations'
  /** The id of the invitation or the link in the mail, or of the person to whom it goes. */
  about: string
  /** The person to whom it goes, when it is mailed to an address that Miteos knows. It is not sent after their removal. */
  personId?: string | undefined
  to: string
  document: MailDocument
  /** After this time the mail is not sent any more, in milliseconds since 1970. */
  endsAt: number
}

/** The state of a mail. `sent` means that the mail server has accepted it. */
export type MailState = 'queued' | 'sent' | 'failed'
type QueuedMailState = Exclude<MailState, 'sent'>

export interface Mails {
  /** Whether this server sends mails. */
  areSent: boolean
  /**
   * Queues a mail in the transaction of the change that causes it, so that both are stored or
   * neither. The mail is sent within seconds after the commit. Returns its state: `queued`, or
   * `failed` for a mail above the limit of the account, which is not sent. Does nothing and returns
   * null on a server that sends no mails.
   */
  queue: (transaction: Database, mail: NewMail) => Promise<QueuedMailState | null>
  /**
   * Returns the state of the last mail about each of these ids (`NewMail.about`). Ids without a
   * mail are left out.
   */
  statesOf: (db: Database, about: readonly string[]) => Promise<Map<string, MailState>>
  /** Gives the due mails to the mail server. `stop` aborts the tries that run. */
  courier: Pick<WorkerPool, 'start' | 'stop'>
  /**
   * Gives up due mails that have passed their end, and deletes the records that are older than 30
   * days.
   */
  sweep: () => Promise<void>
  readBacklog: () => Promise<Backlog>
}

function stateOf(outcome: string | null): MailState {
  if (outcome === null) return 'queued'
  return outcome === 'sent' ? 'sent' : 'failed'
}

/** Creates the mails of the platform: their queue, and the courier that gives them to the mail server. */
export function createMails(context: PlatformContext): Mails {
  const { settings, keyring, log, now } = context

  async function isAboveLimit(db: Database, { kind, accountId }: NewMail): Promise<boolean> {
    if (kind === 'broken_integrations') return false
    const { count } = await db
      .selectFrom('mails')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('account_id', '=', accountId)
      .where('created_at', '>', now() - dayMs)
      .where('kind', '!=', 'broken_integrations')
      .where((is) => is.or([is('outcome', 'is', null), is('outcome', '!=', 'too_many')]))
      .executeTakeFirstOrThrow()
    return count >= maxTypedPerDay
  }

  async function queue(transaction: Database, mail: NewMail): Promise<QueuedMailState | null> {
    if (!settings.mail) return null
    const { accountId, environment, kind, about, personId, to, document, endsAt } = mail
    const owner = { id: newId('mail'), account_id: accountId, environment }
    const isRefused = await isAboveLimit(transaction, mail)
    const content = {
      to,
      subject: plainLine(document.subject),
      text: writeText(document),
      html: writeHtml(document),
      unsubscribeLink: document.unsubscribeLink,
    }
    await transaction
      .insertInto('mails')
      .values({
        ...owner,
        kind,
        about,
        person_id: personId ?? null,
        content: isRefused ? null : sealMail(keyring, content, owner),
        created_at: now(),
        ends_at: endsAt,
        attempts: 0,
        next_at: isRefused ? null : now(),
        outcome: isRefused ? 'too_many' : null,
      })
      .execute()
    return isRefused ? 'failed' : 'queued'
  }

  function createCourier(mail: NonNullable<typeof settings.mail>): Mails['courier'] {
    const stopping = new AbortController()
    const sending = {
      send: createSendMail(mail),
      stopping: stopping.signal,
      domain: mail.from.address.slice(mail.from.address.lastIndexOf('@') + 1),
      noteServer: createServerAlarm(log),
    }
    const pool = createWorkerPool(context, {
      maxConcurrent,
      listDue: (excluded, limit) => listDueMails(context, excluded, limit),
      workOn: (id) => tryMail(context, sending, id),
      keyField: 'mail',
      logMessages: {
        unreadable: 'the due mails could not be read',
        failed: 'a mail could not be worked on',
      },
    })
    return {
      start: pool.start,
      stop() {
        pool.stop()
        stopping.abort()
      },
    }
  }

  return {
    areSent: settings.mail !== undefined,
    queue,
    async statesOf(db, about) {
      if (about.length === 0) return new Map()
      const rows = await db
        .selectFrom('mails')
        .select(['about', 'outcome'])
        .where('about', 'in', about)
        .orderBy('id')
        .execute()
      return new Map(rows.map((row) => [row.about, stateOf(row.outcome)]))
    },
    courier: settings.mail ? createCourier(settings.mail) : { start: async () => {}, stop() {} },
    sweep: () => sweepMails(context),
    readBacklog: () => readMailBacklog(context),
  }
}
