/** Returns a duration that differs by up to a tenth, so that what begins together does not go on together. */
export function jitter(durationMs: number): number {
  return Math.round(durationMs * (0.9 + Math.random() * 0.2))
}
