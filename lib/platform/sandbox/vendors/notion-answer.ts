import { randomUUID } from 'node:crypto'
import type { z } from 'zod'

/** The answer to a call of Notion's API. */
export interface NotionAnswer {
  status: 200 | 400 | 401 | 404
  body: object
}

export const success = (body: object): NotionAnswer => ({
  status: 200,
  body: { ...body, request_id: randomUUID() },
})

/** Returns a refusal in the form of Notion's API. */
export function refuse(
  code: string,
  message: string,
  status: Exclude<NotionAnswer['status'], 200> = 400,
): NotionAnswer {
  return { status, body: { object: 'error', status, code, message, request_id: randomUUID() } }
}

export const invalid = (message: string): NotionAnswer => refuse('validation_error', message)

export function notFound(kind: string, id: string): NotionAnswer {
  return refuse(
    'object_not_found',
    `Could not find ${kind} with ID: ${id}. Make sure the relevant pages and databases are shared with your integration "Miteos".`,
    404,
  )
}

/** Returns the refusal of a body that a method does not accept. */
export function invalidBody(issue: z.core.$ZodIssue | undefined): NotionAnswer {
  const path = ['body', ...(issue?.path.map(String) ?? [])].join('.')
  if (issue?.code === 'unrecognized_keys') {
    return invalid(`body failed validation: ${path}.${issue.keys[0]} should be not present.`)
  }
  return invalid(`body failed validation: ${path}: ${issue?.message ?? 'unknown'}.`)
}
