import { Readable } from 'node:stream'

/** The time limit of the whole conversation with the mail server. */
const longestTryMs = 60_000
/** When this process stops, the answer to a whole mail is awaited for this time. */
const answerGraceMs = 2000

/** One try to send a mail, as far as it can be aborted. */
export interface MailConversation {
  /** Aborted when the try takes too long, or when this process stops. */
  signal: AbortSignal
  /** Passes the bytes of the mail on, as they are sent, and notes when all of them were. */
  watch: (mail: Readable) => Readable
  /** Returns whether the mail server may have accepted a mail whose try this process aborted to stop. Null when it did not. */
  abortedWith: () => { mayHaveArrived: boolean } | null
  /** Has to be called when the try is over. */
  end: () => void
}

/**
 * Begins a try to send a mail. When `stopping` is aborted, the try is aborted too: at once as long as the mail server does not have
 * the whole mail, and otherwise after two seconds, so that its answer is not lost.
 */
export function beginConversation(stopping: AbortSignal): MailConversation {
  const aborting = new AbortController()
  const timers = [setTimeout(() => aborting.abort(), longestTryMs)]
  let isWholeMailSent = false
  let aborted: { mayHaveArrived: boolean } | null = null

  function abort() {
    aborted = { mayHaveArrived: isWholeMailSent }
    aborting.abort()
  }
  function onStop() {
    if (isWholeMailSent) timers.push(setTimeout(abort, answerGraceMs))
    else abort()
  }
  /** nodemailer reads the first bytes when the mail server has asked for the mail, and sends its end after the last ones. */
  async function* bytesOf(mail: Readable) {
    yield* mail
    isWholeMailSent = true
  }

  if (stopping.aborted) onStop()
  else stopping.addEventListener('abort', onStop, { once: true })
  return {
    signal: aborting.signal,
    watch: (mail) => Readable.from(bytesOf(mail), { objectMode: false }),
    abortedWith: () => aborted,
    end() {
      stopping.removeEventListener('abort', onStop)
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
