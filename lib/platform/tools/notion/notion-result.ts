import { z } from 'zod'
import { cutText } from '../untrusted-text'
import { plainText, richTextSchema } from './notion-text'
import { readValue } from './notion-value'

/** A result of a search in Notion: a page, or a data source of a database. */
export const notionResultSchema = z.object({
  object: z.string().max(64),
  id: z.string().max(64),
  url: z.string().max(2048).nullish(),
  /** Present for a data source. The title of a page is one of its properties. */
  title: richTextSchema.optional(),
  properties: z.record(z.string(), z.looseObject({ type: z.string().max(64) })).optional(),
})
type NotionResult = z.infer<typeof notionResultSchema>

/** A result of a search as the tools answer it. */
export const resultSchema = z.object({
  id: z.string(),
  kind: z.enum(['page', 'database']),
  title: z.string(),
  url: z.string(),
})

/** Returns a result of a search in the form in which the tools answer it. */
export function presentResult(result: NotionResult): z.infer<typeof resultSchema> {
  const { object, id, url } = result
  const kind = object === 'page' ? 'page' : 'database'
  return {
    id,
    kind,
    title: cutText(titleOf(result), 300),
    url: cutText(plainText([{ plain_text: url ?? '' }]), 2048),
  }
}

function titleOf({ title, properties = {} }: NotionResult): string {
  if (title) return plainText(title)
  const property = Object.values(properties).find(({ type }) => type === 'title')
  return String((property && readValue(property)) ?? '')
}
