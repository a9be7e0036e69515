import { z } from 'zod'
import { schemaSchema } from './notion-schema'

/** A page as Notion answers it after a write. */
export const writtenPageSchema = z.object({
  id: z.string().min(1).max(64),
  url: z.string().max(2048).optional(),
})

/** A page as Notion answers it to a read, with the types of its properties. */
export const pageSchema = writtenPageSchema.extend({ properties: schemaSchema })

/** The output of the tools that write a page. */
export const pageOutput = z.object({ page_id: z.string(), url: z.string() })

/** Returns a page in the form in which the tools answer it. */
export function presentPage({ id, url }: z.infer<typeof writtenPageSchema>) {
  return { page_id: id, url: url ?? `https://www.notion.so/${id.replaceAll('-', '')}` }
}
