const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** The pauses after each failed try of a mail. After the last one it is tried once more. */
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

/** Returns the pause after a failed try, counted from 1, or null when it was the last one. */
export function pauseAfter(attempt: number): number | null {
  return pausesMs[attempt - 1] ?? null
}
