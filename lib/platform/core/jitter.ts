/**
 * Returns a random duration that differs from the given one by a tenth at most, so that work that
 * began at the same time is not repeated at the same time.
 */
export function jitter(durationMs: number): number {
  return Math.round(durationMs * (0.9 + Math.random() * 0.2))
}
