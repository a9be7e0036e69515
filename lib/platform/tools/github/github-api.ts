import type { z } from 'zod'
import { githubApiHeaders } from '../../providers/github'
import type { Position } from '../pages'
import { readResult } from '../read-result'
import { invalidArgument } from '../tool-failure'
import type { VendorAnswer, VendorApi, VendorRequest, VendorSession } from '../vendor-session'
import { failureIn, failureOfRedirect, waitSecondsIn } from './github-errors'

/** GitHub's REST API. */
export const githubApi: VendorApi = {
  name: 'GitHub',
  headers: ({ accessToken }) => ({ authorization: `Bearer ${accessToken}`, ...githubApiHeaders }),
  refusesToken: ({ status }) => status === 401,
  failureIn,
  failureOfRedirect,
  waitSecondsIn,
}

interface GitHubCall<Shape> extends Pick<VendorRequest, 'method' | 'query' | 'json' | 'writes'> {
  /** The path below the API's origin. Its parts are percent-encoded. */
  path: string
  schema: z.ZodType<Shape>
}

/**
 * Calls GitHub's REST API.
 *
 * @returns the part of the answer that the schema describes, and whether a next page follows
 * @throws {ToolFailure} when GitHub refuses the request or gives no clear answer
 */
export async function callGitHub<Shape>(
  vendor: VendorSession,
  { path, schema, ...request }: GitHubCall<Shape>,
): Promise<{ result: Shape; hasNextPage: boolean }> {
  const answer = await vendor.send(githubApi, { url: `https://api.github.com${path}`, ...request })
  return {
    result: readResult('GitHub', schema, answer, request.writes),
    hasNextPage: hasNextPage(answer),
  }
}

/** Returns whether an answer has a link to a next page. The link itself is never followed. */
function hasNextPage({ headers }: VendorAnswer): boolean {
  return /;\s*rel="next"/.test(headers.get('link') ?? '')
}

/**
 * Returns the number of GitHub's page at which an answer begins. The first page is 1.
 *
 * @throws {ToolFailure} `invalid_arguments` when the position belongs to another kind of list
 */
export function pageNumberOf({ page = '1' }: Position): number {
  if (/^[1-9]\d{0,5}$/.test(page)) return Number(page)
  throw invalidArgument('cursor', 'it is not the next_cursor of an earlier answer')
}
