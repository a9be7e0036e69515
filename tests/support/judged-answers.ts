import { type AnswerJudge, createAnswerJudge } from './openapi-answers'

type Handle = (request: Request) => Promise<Response>

/** The judges of this process, by the origin of the platform, which is the only setting that the document depends on. */
const judges = new Map<string, Promise<AnswerJudge>>()

async function readJudge(read: Handle, appUrl: string): Promise<AnswerJudge> {
  const response = await read(new Request(`${appUrl}/v1/openapi.json`))
  return createAnswerJudge(await response.json())
}

/**
 * Returns a handler that also compares each answer with its description in the OpenAPI document. Throws when an answer does not
 * match its description, which fails the test.
 *
 * @param read answers the request for the document. It is called once for each origin.
 */
export function judged(handle: Handle, read: Handle, appUrl: string): Handle {
  return async (request) => {
    const response = await handle(request)
    const { pathname } = new URL(request.url)
    if (!pathname.startsWith('/v1/')) return response
    const { method } = request
    const judging = judges.get(appUrl) ?? readJudge(read, appUrl)
    judges.set(appUrl, judging)
    const judge = await judging
    if (!judge.describes(method, pathname)) return response
    try {
      await judge.judge(method, pathname, response.clone())
    } catch (cause) {
      const operation = `${method} ${pathname} answered ${response.status}`
      throw new Error(`${operation}, not as the OpenAPI document describes: ${cause}`, { cause })
    }
    return response
  }
}
