import { createHash } from 'node:crypto'

const dayMs = 24 * 60 * 60 * 1000

export interface Metrics {
  impressions: bigint
  clicks: bigint
  costMicros: bigint
  conversions: number
}

export const noMetrics: Metrics = { impressions: 0n, clicks: 0n, costMicros: 0n, conversions: 0 }

/** Returns the dates from the first to the last one, in ISO 8601. At most 4000 dates. */
export function datesBetween(first: string, last: string): string[] {
  const dates: string[] = []
  for (let day = Date.parse(first); dates.length < 4000; day += dayMs) {
    const date = new Date(day).toISOString().slice(0, 10)
    if (date > last) break
    dates.push(date)
  }
  return dates
}

/** Returns the metrics of an ad group on a day. They are always the same for the same ad group and day. */
export function metricsOfDay(adGroupId: string, date: string, currency: string): Metrics {
  const hash = createHash('sha256').update(`${adGroupId} ${date}`).digest()
  const impressions = 80n + BigInt(hash.readUInt8(0))
  const clicks = 3n + BigInt(hash.readUInt8(1) % 20)
  const priceOfClick =
    BigInt(20 + (hash.readUInt8(2) % 60)) * (currency === 'JPY' ? 1_000_000n : 10_000n)
  return {
    impressions,
    clicks,
    costMicros: clicks * priceOfClick,
    conversions: hash.readUInt8(3) % 3,
  }
}

export function sumOf(all: readonly Metrics[]): Metrics {
  return all.reduce(
    (sum, { impressions, clicks, costMicros, conversions }) => ({
      impressions: sum.impressions + impressions,
      clicks: sum.clicks + clicks,
      costMicros: sum.costMicros + costMicros,
      conversions: sum.conversions + conversions,
    }),
    noMetrics,
  )
}
