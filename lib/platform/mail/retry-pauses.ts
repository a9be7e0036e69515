const minuteMs = 60_000
const hourMs = 60 * minuteMs

/**
 * The pauses after the failed tries to send a mail. After the last pause, the mail is tried once
 * more.
 */
const pausesMs = [
  minuteMs,
  5 * minuteMs,
  15 * minuteMs,
  hourMs,
  2 * hourMs,
  4 * hourMs,
  8 * hourMs,
  12 * hourMs,
  24 * hourMs,
]

/**
 * Returns the milliseconds to wait after the failed try with this number, from 1, or null when it
 * was the last try.
 */
export function pauseAfter(attempt: number): number | null {
  return pausesMs[attempt - 1] ?? null
}
