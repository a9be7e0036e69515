import { z } from 'zod'
import { cutText, readableText } from '../untrusted-text'
import { plainValueSchema, readValue, shortened } from './notion-value'

const maxRowBytes = 12_000
/** The lengths to which the texts of a row are cut, one after the other, until the row is short enough. */
const textLengths = [2000, 400, 80]

/** A row of a data source as Notion answers it. */
export const notionRowSchema = z.object({
  id: z.string().max(64),
  url: z.string().max(2048).optional(),
  properties: z.record(z.string(), z.looseObject({ type: z.string().max(64) })).optional(),
})

/** A row as the tools answer it. */
export const rowSchema = z.object({
  page_id: z.string(),
  url: z.string(),
  properties: z.record(z.string(), plainValueSchema),
})

/** Returns a row in the form in which the tools answer it. In a row that is too long, texts are cut, then properties left out. */
export function presentRow({ id, url = '', properties = {} }: z.infer<typeof notionRowSchema>) {
  const values = Object.entries(properties).map(
    ([name, property]) => [cutText(readableText(name), 200), readValue(property)] as const,
  )
  const cuts = textLengths.map((maxLength) =>
    values.map(([name, value]) => [name, shortened(value, maxLength)] as const),
  )
  const shown = cuts.find((entries) => bytesOf(entries) <= maxRowBytes) ?? beginningOf(cuts.at(-1))
  return { page_id: id, url: readableText(url), properties: Object.fromEntries(shown) }
}

function bytesOf(entry: unknown): number {
  return Buffer.byteLength(JSON.stringify(entry))
}

/** Returns the properties that fit into a row. */
function beginningOf<Entry>(entries: readonly Entry[] = []): Entry[] {
  let bytes = 0
  return entries.filter((entry) => {
    bytes += bytesOf(entry)
    return bytes <= maxRowBytes
  })
}
