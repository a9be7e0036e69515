import 'server-only'
import { activityCells, activityColumns } from '@/lib/contract/api/activity'
import { type ActivityFilters, maxDownloadedRows } from '@/lib/contract/view/activity'
import { zoneCookie, zoneOf } from '@/lib/contract/view/reader'
import { cookieName, readCookie } from '@/lib/http/cookies'
import { writeCsv } from '@/lib/http/csv'
import { plainHeaders } from '@/lib/http/plain-headers'
import type { ActivityClient, ActivityQuery } from '../miteos/activity-client'
import { ApiError } from '../routes/api-error'
import type { Search } from '../routes/search'
import { withSession } from '../sessions/with-session'
import { apiParameters, readFilters, unusableFilters } from './activity-filters'

const rowsOfPage = 200

/** Reads one page after the other, and yields each as a part of the table, the first one with the header row. */
async function* tableParts(
  { list }: ActivityClient,
  asked: Omit<ActivityQuery, 'limit'>,
): AsyncGenerator<string> {
  let cursor: string | null = null
  for (let count = 0; count < maxDownloadedRows; count += rowsOfPage) {
    const page = await list({ ...asked, ...(cursor === null ? {} : { cursor }), limit: rowsOfPage })
    const rows = page.items.map(activityCells)
    yield writeCsv(count === 0 ? [activityColumns, ...rows] : rows)
    cursor = page.nextCursor
    if (cursor === null) return
  }
}

/** Returns a stream of the first part and of those that follow. A failure on the way ends the stream with an error. */
function streamOf(first: string, rest: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(first)),
    async pull(controller) {
      const { done, value } = await rest.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await rest.return(undefined)
    },
  })
}

/** Returns the parameters in an address. A repeated one is an array. */
function searchOf({ searchParams }: URL): Search {
  const names = [...new Set(searchParams.keys())]
  return Object.fromEntries(
    names.map((name) => {
      const values = searchParams.getAll(name)
      return [name, values.length === 1 ? values[0] : values]
    }),
  )
}

/** Throws for filters that cannot be used, because a table without them would have more rows than its reader thinks. */
function requireUsable(search: Search, filters: ActivityFilters): void {
  const unusable = unusableFilters(search, filters)
  if (unusable.length === 0) return
  const names = new Intl.ListFormat('en').format(unusable)
  throw new ApiError('invalid_request', {
    detail: `The address has filters that cannot be used: ${names}.`,
  })
}

/**
 * Answers with the activity that the filters in the address match, as CSV: at most the newest
 * 10,000 rows. Refuses filters that cannot be used, as the API does.
 */
export const downloadActivity = withSession(async ({ request, miteos, appUrl }) => {
  const zone = zoneOf(readCookie(request.headers.get('cookie'), cookieName(appUrl, zoneCookie)))
  const search = searchOf(new URL(request.url))
  const filters = readFilters(search, zone)
  requireUsable(search, filters)
  const parts = tableParts(miteos.activity, apiParameters(filters, zone))
  // Read the first page before the answer begins, so that a refusal of the API becomes an error
  // response.
  const first = await parts.next()
  return new Response(streamOf(first.value ?? '', parts), {
    headers: {
      ...plainHeaders(appUrl),
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="activity.csv"',
    },
  })
})
