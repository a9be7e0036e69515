const secondMs = 1000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs

/**
 * The pauses after the failed tries to send a message. After the last pause, the message is tried
 * once more.
 */
const pausesMs = [
  5 * secondMs,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  14 * hourMs,
  20 * hourMs,
  24 * hourMs,
]

/**
 * Returns the milliseconds to wait after the failed try with this number, from 1, or null when it
 * was the last try.
 */
export function pauseAfter(attempt: number): number | null {
  return pausesMs[attempt - 1] ?? null
}
