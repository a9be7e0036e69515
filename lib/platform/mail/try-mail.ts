import { traceOf } from '@/lib/http/log'
import { postponeRow } from '../core/claims'
import type { PlatformContext } from '../core/context'
import { giveUp } from './end-of-mail'
import { type MailContent, openMail } from './mail-content'
import type { MailAborted, MailFailure } from './mail-failure'
import { claimMail, endMail, type MailRow } from './mail-queue'
import { pauseAfter } from './retry-pauses'
import type { SendMail } from './send-mail'

type Context = Pick<PlatformContext, 'storage' | 'keyring' | 'log' | 'meter' | 'now'>

interface Sending {
  send: SendMail
  /** Aborted when this process stops. */
  stopping: AbortSignal
  /** The part after the @ of every Message-ID. */
  domain: string
  /**
   * Receives the result of each try. Raises an operator alarm when the mail server can no longer be
   * used.
   */
  noteServer: (failure: MailFailure | null) => void
}

const outcomes = { server: 'unanswered', deferred: 'deferred', refused: 'refused' } as const

/**
 * Returns the function that raises an operator alarm when the mail server cannot be used: at the
 * first such failure, and again only after the server could be used in between.
 */
export function createServerAlarm(log: Context['log']): Sending['noteServer'] {
  let isAlarmed = false
  return (failure) => {
    if (failure?.kind !== 'server') {
      isAlarmed = false
      return
    }
    const { reason, status } = failure
    const message = 'the mail server cannot be used'
    if (isAlarmed) log.warn({ reason, status }, message)
    else log.error({ reason, status }, `operator alarm: ${message}`)
    isAlarmed = true
  }
}

/** Returns the content of a mail, or null when it was deleted or no key opens it. */
function contentOf({ keyring, log }: Context, row: MailRow): MailContent | null {
  try {
    if (row.content !== null) return openMail(keyring, row.content, row)
  } catch (error) {
    log.error({ mail: row.id, ...traceOf(error) }, 'operator alarm: a mail cannot be read')
  }
  return null
}

/** Plans the next try of a mail that was not accepted, or gives the mail up. */
async function recordFailure(context: Context, row: MailRow, failure: MailFailure): Promise<void> {
  const { storage, log, now } = context
  const { kind, reason, status } = failure
  const attempt = row.attempts + 1
  const pauseMs = kind === 'refused' ? null : pauseAfter(attempt)
  const nextAt = pauseMs === null ? null : now() + pauseMs
  log.warn({ mail: row.id, kind: row.kind, attempt, reason, status }, 'a mail was not sent')
  if (nextAt === null || nextAt >= row.ends_at) return giveUp(context, row, reason)
  await postponeRow(storage.db, 'mails', row, nextAt)
}

/**
 * Plans the next try of a mail whose try was aborted: at once, on whichever server runs then. A mail that may have arrived is given
 * up instead, so that nobody gets it twice.
 */
async function recordAbort(
  context: Context,
  row: MailRow,
  { mayHaveArrived }: MailAborted,
): Promise<void> {
  const { storage, log, now } = context
  log.info(
    { mail: row.id, kind: row.kind, mayHaveArrived },
    'a mail was left, because the server stops',
  )
  if (mayHaveArrived) return giveUp(context, row, 'answer_unknown')
  await postponeRow(storage.db, 'mails', row, now())
}

/**
 * Claims a mail, gives it to the mail server once and records the outcome. Does nothing when
 * another process has claimed it.
 */
export async function tryMail(
  context: Context,
  { send, stopping, domain, noteServer }: Sending,
  id: string,
): Promise<void> {
  const { storage, log, meter, now } = context
  const row = await claimMail(context, id)
  if (!row) return
  if (row.ends_at <= now()) return giveUp(context, row, 'expired')
  const content = contentOf(context, row)
  if (content === null) return giveUp(context, row, 'unreadable')
  const messageId = `<${row.id}@${domain}>`
  const failure = await send({ ...content, messageId, at: row.created_at }, stopping)
  if (failure?.kind === 'aborted') return recordAbort(context, row, failure)
  noteServer(failure)
  meter.mailed(failure ? outcomes[failure.kind] : 'sent')
  if (failure) return recordFailure(context, row, failure)
  log.info({ mail: row.id, kind: row.kind, attempt: row.attempts + 1 }, 'a mail was sent')
  await endMail(storage.db, row.id, 'sent')
}
