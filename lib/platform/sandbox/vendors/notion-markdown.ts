import { z } from 'zod'
import { invalid, type NotionAnswer, notFound, success } from './notion-answer'
import { notionMethod } from './notion-method'
import { pages } from './notion-world'

const positionSchema = z.strictObject({ type: z.enum(['start', 'end']) })
const updateSchema = z.strictObject({
  old_str: z.string().min(1),
  new_str: z.string(),
  replace_all_matches: z.boolean().optional(),
})
const changeSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('insert_content'),
    insert_content: z.strictObject({ content: z.string(), position: positionSchema.optional() }),
  }),
  z.strictObject({
    type: z.literal('update_content'),
    update_content: z.strictObject({
      content_updates: z.array(updateSchema).min(1).max(100),
      allow_deleting_content: z.boolean().optional(),
    }),
  }),
  z.strictObject({
    type: z.literal('replace_content'),
    replace_content: z.strictObject({
      new_str: z.string(),
      allow_deleting_content: z.boolean().optional(),
    }),
  }),
])
type Update = z.infer<typeof updateSchema>

const answer = (id: string, markdown: string): NotionAnswer =>
  success({ object: 'page_markdown', id, markdown, truncated: false, unknown_block_ids: [] })

export const getMarkdown = notionMethod(z.undefined(), async ({ world, id }) => {
  const page = await world.get(pages, id)
  return page ? answer(id, page.markdown) : notFound('page', id)
})

export const updateMarkdown = notionMethod(changeSchema, async ({ world, id, now }, change) => {
  const page = await world.get(pages, id)
  if (!page) return notFound('page', id)
  if (page.in_trash) return invalid("Can't edit block that is archived. Unarchive it first.")
  const changed = changedMarkdown(page.markdown, change)
  if (typeof changed !== 'string') return changed
  await world.put(pages, id, { ...page, markdown: changed, last_edited_time: now })
  return answer(id, changed)
})

function changedMarkdown(
  markdown: string,
  change: z.infer<typeof changeSchema>,
): string | NotionAnswer {
  if (change.type === 'replace_content') return change.replace_content.new_str
  if (change.type === 'insert_content') {
    const { content, position } = change.insert_content
    const parts = position?.type === 'start' ? [content, markdown] : [markdown, content]
    return parts.filter(Boolean).join('\n')
  }
  return replaced(markdown, change.update_content.content_updates)
}

/**
 * Returns the Markdown with all texts replaced. Returns a refusal when a text is not found, or is found more than once and
 * `replace_all_matches` is not set.
 */
function replaced(markdown: string, updates: readonly Update[]): string | NotionAnswer {
  let changed = markdown
  for (const { old_str, new_str, replace_all_matches = false } of updates) {
    const parts = changed.split(old_str)
    if (parts.length === 1) return invalid(`No matches found for old_str: ${old_str}`)
    if (parts.length > 2 && !replace_all_matches) {
      return invalid(`Multiple matches found for old_str: ${old_str}. Use replace_all_matches.`)
    }
    changed = parts.join(new_str)
  }
  return changed
}
