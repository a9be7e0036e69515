import { z } from 'zod'
import { readResult } from '../read-result'
import { ToolFailure } from '../tool-failure'
import { quotation } from '../untrusted-text'
import type { VendorAnswer, VendorApi, VendorRequest, VendorSession } from '../vendor-session'

/** The version of most operations. */
const usualVersion = '2025-09-03'
/** The version that reads and changes the content of a page as Markdown. */
export const markdownVersion = '2026-03-11'

const errorSchema = z.object({
  object: z.literal('error'),
  code: z.string().max(256),
  message: z.string().optional(),
})

/** With these errors Notion has done nothing, and the same request may succeed later. */
const passingErrors = ['conflict_error', 'service_overload', 'service_unavailable']
/** The errors of a read whose id belongs to another kind of object, or to nothing that the app can see. */
const otherObjectErrors = ['object_not_found', 'validation_error']

/** Thrown when Notion refuses a request. */
class NotionRefusal extends ToolFailure {
  constructor(
    private readonly code: string,
    message: string,
  ) {
    super('vendor_refused', message)
  }

  /** True when the id in the request may belong to another kind of object. */
  get isAboutOtherObject(): boolean {
    return otherObjectErrors.includes(this.code)
  }
}

const notionApi: VendorApi = {
  name: 'Notion',
  headers: ({ accessToken }) => ({
    authorization: `Bearer ${accessToken}`,
    'notion-version': usualVersion,
  }),
  refusesToken: (answer) => answer.status === 401,
  failureIn,
}

const errorIn = ({ body }: VendorAnswer) => errorSchema.safeParse(body).data

function failureIn(answer: VendorAnswer): ToolFailure | undefined {
  const error = errorIn(answer)
  if (!error) return undefined
  const { code, message } = error
  if (passingErrors.includes(code)) {
    return new ToolFailure(
      'unavailable',
      'Notion cannot do this at the moment. Nothing was changed. Try again later.',
    )
  }
  if (code === 'rate_limited') {
    return new ToolFailure('rate_limited', 'Notion asks to wait before the next call.', {
      retryAfterMs: 30_000,
    })
  }
  if (answer.status >= 500) return undefined
  const quoted = quotation(message ?? code)
  if (code === 'restricted_resource') {
    return new ToolFailure(
      'not_granted',
      `Notion does not allow this to the connection: ${quoted}. Somebody has to reconnect it and allow everything that is asked for.`,
    )
  }
  if (code === 'object_not_found') {
    return new NotionRefusal(
      code,
      `Notion finds nothing with this id: ${quoted}. Share it with the app in Notion, in the menu of the page under “Connections”, or use an id that search_workspace finds.`,
    )
  }
  return new NotionRefusal(code, `Notion refused this: ${quoted}. Check the arguments.`)
}

interface NotionCall<Shape> extends Pick<VendorRequest, 'method'> {
  /** The parts of the path after `/v1/`. */
  path: readonly string[]
  json?: object
  schema: z.ZodType<Shape>
  /** True when something is changed. A POST can be a read. */
  writes: boolean
  /** The version of the API, when it is not the usual one. */
  version?: string
}

/**
 * Calls Notion's API, and returns the part of the answer that the schema describes.
 *
 * @throws {ToolFailure} when Notion refuses the request or gives no clear answer
 */
export async function callNotion<Shape>(
  vendor: VendorSession,
  { method, path, json, schema, writes, version }: NotionCall<Shape>,
): Promise<Shape> {
  const answer = await vendor.send(notionApi, {
    method,
    url: `https://api.notion.com/v1/${path.map(encodeURIComponent).join('/')}`,
    ...(json && { json }),
    ...(version && { headers: { 'notion-version': version } }),
    writes,
  })
  return readResult('Notion', schema, answer, writes)
}

/**
 * Reads one object of Notion. Returns `undefined` when the id belongs to another kind of object, or to nothing that the
 * app can see.
 *
 * @throws {ToolFailure} when Notion refuses the request for another reason or gives no clear answer
 */
export async function findObject<Shape>(
  vendor: VendorSession,
  path: readonly [kind: 'pages' | 'databases' | 'data_sources', id: string],
  schema: z.ZodType<Shape>,
): Promise<Shape | undefined> {
  try {
    return await callNotion(vendor, { method: 'GET', path, schema, writes: false })
  } catch (error) {
    if (error instanceof NotionRefusal && error.isAboutOtherObject) return undefined
    throw error
  }
}
