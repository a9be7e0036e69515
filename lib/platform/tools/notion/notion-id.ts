import { z } from 'zod'

/** Creates the schema of an argument that is the id of an object in Notion. */
export function idArgument(description: string) {
  return z
    .string()
    .regex(/^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i, 'use the 32 digits of an id')
    .describe(`${description} Its 32 digits, which its URL also contains.`)
}
