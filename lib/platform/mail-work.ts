import { createBreakMailChoices } from './breaks/break-mail-choices'
import { createTellAdmins } from './breaks/tell-admins'
import { createUnsubscribePages } from './breaks/unsubscribe-pages'
import type { Job } from './core/background'
import type { PlatformContext } from './core/context'
import type { Queue } from './core/queue'
import { createMails } from './mail/mails'

const backgroundIntervalMs = 30_000
/** How often the courier looks for mails that are due. */
const mailIntervalMs = 1000

/** Creates the mails, with their pages, jobs and queues. The jobs of a server that sends no mails only delete old records. */
export function createMailWork(context: PlatformContext) {
  const mails = createMails(context)
  const choices = createBreakMailChoices(context)
  const jobs: Job[] = [{ name: 'mail_records', intervalMs: backgroundIntervalMs, run: mails.sweep }]
  const queues: Queue[] = []
  if (mails.areSent) {
    const tellAdmins = createTellAdmins({ ...context, mails })
    jobs.push({ name: 'break_mails', intervalMs: backgroundIntervalMs, run: tellAdmins })
    jobs.push({ name: 'mails', intervalMs: mailIntervalMs, run: mails.courier.start })
    queues.push({ name: 'mails', readBacklog: mails.readBacklog })
  }
  return {
    mails,
    breakMails: { areSent: mails.areSent, ...choices },
    unsubscribing: createUnsubscribePages(context, choices),
    jobs,
    queues,
  }
}

export type MailWork = ReturnType<typeof createMailWork>
