import 'server-only'
import { noticePage } from '@/lib/http/notice-page'
import { requestIdOf } from '@/lib/http/request-id'
import { isSameOrigin } from '@/lib/http/same-origin'
import type { Dashboard } from '../dashboard'
import { ApiError } from './api-error'
import type { Handler, Params } from './handler'
import { logApiError } from './log-api-error'
import { readForm } from './request-body'
import { home } from './return-path'

export interface FormPost {
  request: Request
  fields: URLSearchParams
  dashboard: Dashboard
  params: Params
  appUrl: string
  requestId: string
}

const titles: Record<number, string> = {
  403: 'You may not do this',
  404: 'Not found',
  405: 'There is no page here',
  409: 'This is not possible now',
  413: 'That is too much',
  415: 'That is not a form',
  429: 'Too many requests',
  503: 'Not available right now',
}

function titleOf({ code, status }: ApiError): string {
  if (code === 'wrong_origin') return 'This is not the right address'
  if (code === 'place_changed') return 'You work in another account or environment now'
  if (code === 'session_changed') return 'You are signed in as somebody else now'
  return titles[status] ?? 'That did not work'
}

/** Returns the page for a person whose request to the address of a form was refused. */
export function refusalPage(error: ApiError, requestId: string, appUrl: string): Response {
  const { retryAfterSeconds, allow } = error.members
  return noticePage({
    appUrl,
    status: error.status,
    title: titleOf(error),
    text: error.status < 500 ? `${error.detail} Nothing was changed.` : error.detail,
    link: { href: home, label: 'Go to your integrations' },
    reference: requestId,
    headers: {
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
      ...(allow === undefined ? {} : { allow }),
    },
  })
}

/**
 * Creates a handler for a form, which accepts posts from our own pages only. Errors become a page, never JSON,
 * because a person sees them.
 */
export function formHandler(handle: (post: FormPost) => Promise<Response>): Handler {
  return async (request, dashboard, params) => {
    const { appUrl } = dashboard.settings
    const requestId = requestIdOf(request)
    try {
      if (!isSameOrigin(request, appUrl)) {
        throw new ApiError('wrong_origin', {
          detail: `This did not come from a page of ${appUrl}, which is the only address of this Miteos. Open it there, and try again.`,
        })
      }
      const fields = await readForm(request)
      return await handle({ request, fields, dashboard, params, appUrl, requestId })
    } catch (error) {
      return refusalPage(logApiError(error, dashboard, requestId), requestId, appUrl)
    }
  }
}
