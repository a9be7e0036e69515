const secondMs = 1000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs

/** The pauses after each failed try of a message. After the last one it is tried once more. */
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

/** Returns the pause after a failed try, counted from 1, or null when it was the last one. */
export function pauseAfter(attempt: number): number | null {
  return pausesMs[attempt - 1] ?? null
}
