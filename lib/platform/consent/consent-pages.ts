import { isSameOrigin } from '@/lib/http/same-origin'
import { startStopwatch } from '../core/meter'
import { admit } from './admission'
import { beginTransaction } from './begin'
import { handleCallback } from './callback'
import { cancel, cancelPath } from './cancel'
import { confirmPage } from './confirm-page'
import { connectPath } from './connect-link'
import type { ConsentContext, ConsentOptions } from './consent-context'
import { readForm } from './form-body'
import { createRefusalPages, type Refuse } from './refusal-page'
import { isOwnNavigation } from './request-origin'
import { callbackPath, routeTemplate, startPath, telegramPath } from './route-template'
import { returnBotCode } from './telegram'
import { telegramPage } from './telegram-page'
import { transactionCookie } from './transaction-cookie'
import { createTransactions } from './transactions'
import { causeOf } from './unexpected-error'

/**
 * Answers a connect link with a page. After a click on one of our own pages, and when the link returns to our own
 * callback, begins the transaction at once instead.
 */
async function openLink(context: ConsentContext, request: Request, url: URL): Promise<Response> {
  const admission = await admit(context, request, url.searchParams)
  if (admission instanceof Response) return admission
  if (admission.kind === 'bot') return telegramPage(context, admission)
  return admission.app.name === null && isOwnNavigation(request)
    ? beginTransaction(context, request, admission)
    : confirmPage(context, admission)
}

/** Handles a form of the consent pages. Checks everything again, because a form can be forged. */
async function handleForm(context: ConsentContext, request: Request): Promise<Response> {
  if (!isSameOrigin(request, context.settings.appUrl)) return context.refuse('cross_site')
  const form = await readForm(request)
  if ('refusal' in form) return context.refuse(form.refusal)
  const admission = await admit(context, request, form)
  if (admission instanceof Response) return admission
  return admission.kind === 'bot'
    ? returnBotCode(context, request, admission, form)
    : beginTransaction(context, request, admission)
}

/** Returns a refusal when the method of the request is not among the methods, otherwise `null`. */
function refuseMethod(
  methods: readonly string[],
  request: Request,
  refuse: Refuse,
): Response | null {
  return methods.includes(request.method)
    ? null
    : refuse('method_not_allowed', { allow: methods.join(', ') })
}

async function dispatch(context: ConsentContext, request: Request): Promise<Response> {
  const { refuse } = context
  const url = new URL(request.url)
  if (url.pathname === connectPath) {
    return refuseMethod(['GET', 'HEAD'], request, refuse) ?? openLink(context, request, url)
  }
  if (url.pathname === startPath || url.pathname === telegramPath) {
    return refuseMethod(['POST'], request, refuse) ?? handleForm(context, request)
  }
  if (url.pathname === cancelPath) {
    return refuseMethod(['GET', 'HEAD'], request, refuse) ?? cancel(context, request, url)
  }
  if (url.pathname.startsWith(callbackPath)) {
    return handleCallback(context, request, url.pathname.slice(callbackPath.length))
  }
  return refuse('not_found')
}

/**
 * Creates the pages on which a person gives Miteos access to a service: the connect link, its forms and the
 * providers' callbacks. Answers every request below `/integrations/connect` with a page or a 303.
 */
export function createConsentPages(
  options: ConsentOptions,
): (request: Request) => Promise<Response> {
  const { settings, log, meter } = options
  const context: ConsentContext = {
    ...options,
    transactions: createTransactions({
      ...options,
      ttlMs: settings.connectAttemptTtlMs,
      isRegistered: async (redirectUri, owner) =>
        (await options.returnAddresses.appAt(redirectUri, owner)) !== null,
    }),
    cookie: transactionCookie(settings.appUrl),
    refuse: createRefusalPages(settings.appUrl, log),
  }
  async function answer(request: Request): Promise<Response> {
    try {
      const response = await dispatch(context, request)
      return request.method === 'HEAD' ? new Response(null, response) : response
    } catch (error) {
      return context.refuse(causeOf(error, log))
    }
  }
  return async (request) => {
    const elapsedSeconds = startStopwatch()
    const response = await answer(request)
    const { method } = request
    const route = routeTemplate(new URL(request.url).pathname)
    meter.requestAnswered({ method, route, status: response.status }, elapsedSeconds())
    return response
  }
}
