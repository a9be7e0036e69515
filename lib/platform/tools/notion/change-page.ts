import { z } from 'zod'
import { partlyDone } from '../partly-done'
import type { VendorSession } from '../vendor-session'
import { callNotion, markdownVersion } from './notion-api'
import { pageSchema, presentPage, writtenPageSchema } from './notion-page'
import type { GivenValue } from './notion-property'
import { shapeProperties } from './notion-schema'

interface Changes {
  title?: string | undefined
  properties?: Readonly<Record<string, GivenValue>> | undefined
  append_markdown?: string | undefined
  replace?: readonly { old: string; new: string }[] | undefined
  in_trash?: boolean | undefined
}

interface Step {
  /** A sentence that says what the step has done. */
  done: string
  run: () => Promise<unknown>
}

/**
 * Changes a page in up to three steps: replaces texts, appends content, and changes properties. Replacing comes first, because
 * Notion refuses it most often. Only a page that is brought back from the trash gets its properties first.
 *
 * @throws {ToolFailure} when a step fails. The message says what the steps before it have changed
 */
export async function changePage(vendor: VendorSession, pageId: string, changes: Changes) {
  const page = await callNotion(vendor, {
    method: 'GET',
    path: ['pages', pageId],
    schema: pageSchema,
    writes: false,
  })
  const done: string[] = []
  for (const step of stepsOf(vendor, page, changes)) {
    await step.run().catch((error: unknown) => {
      if (done.length === 0) throw error
      throw partlyDone(error, {
        done: done.join(' '),
        rest: 'Call again with only the changes that are missing.',
        continues: false,
      })
    })
    done.push(step.done)
  }
  return presentPage(page)
}

function stepsOf(
  vendor: VendorSession,
  page: z.infer<typeof pageSchema>,
  changes: Changes,
): Step[] {
  const { title, properties, append_markdown, replace, in_trash } = changes
  const shaped = shapeProperties(page.properties, { title, properties })
  const hasFields = Object.keys(shaped).length > 0
  const fields: Step = {
    done: 'The properties of the page were changed.',
    run: () =>
      callNotion(vendor, {
        method: 'PATCH',
        path: ['pages', page.id],
        json: { ...(hasFields && { properties: shaped }), in_trash },
        schema: writtenPageSchema,
        writes: true,
      }),
  }
  const fieldSteps = hasFields || in_trash !== undefined ? [fields] : []
  const contentSteps = contentStepsOf(vendor, page.id, { append_markdown, replace })
  return in_trash === false ? [...fieldSteps, ...contentSteps] : [...contentSteps, ...fieldSteps]
}

function contentStepsOf(
  vendor: VendorSession,
  id: string,
  { append_markdown, replace }: Pick<Changes, 'append_markdown' | 'replace'>,
): Step[] {
  const write = (json: object) => () =>
    callNotion(vendor, {
      method: 'PATCH',
      path: ['pages', id, 'markdown'],
      json,
      schema: z.object({ object: z.literal('page_markdown') }),
      writes: true,
      version: markdownVersion,
    })
  const updates = replace?.map((each) => ({ old_str: each.old, new_str: each.new }))
  const content = append_markdown
  return [
    ...(updates
      ? [
          {
            done: 'The texts of the page were replaced.',
            run: write({ type: 'update_content', update_content: { content_updates: updates } }),
          },
        ]
      : []),
    ...(content === undefined
      ? []
      : [
          {
            done: 'The content was added to the page.',
            run: write({
              type: 'insert_content',
              insert_content: { content, position: { type: 'end' } },
            }),
          },
        ]),
  ]
}
