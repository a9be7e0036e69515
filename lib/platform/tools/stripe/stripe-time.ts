/** Returns a time of Stripe, in seconds since 1970, in ISO 8601. */
export function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}

/** Returns an ISO 8601 date or time as Stripe writes it: whole seconds since 1970, rounded up. */
export function stripeTime(iso: string | undefined): number | undefined {
  return iso === undefined ? undefined : Math.ceil(Date.parse(iso) / 1000)
}
