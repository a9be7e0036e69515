import { isSameOrigin } from '@/lib/http/same-origin'
import { admit } from './admission'
import { begin } from './begin'
import { callback } from './callback'
import type { ConsentContext, ConsentOptions } from './consent-context'
import { readForm } from './form-body'
import { interstitial } from './interstitial'
import { type Refuse, refusalPages } from './refusal-page'
import { isOwnNavigation } from './request-origin'
import { chooseBot } from './telegram'
import { telegramPage } from './telegram-page'
import { transactionCookie } from './transaction-cookie'
import { createTransactions } from './transactions'
import { causeOf } from './unexpected-error'

const path = '/integrations/connect'
const callbackPath = `${path}/callback/`

/**
 * Answers a connect link with a page, or begins the transaction at once. It does the latter only after a click on
 * one of our own pages, and only when the link returns to our own callback.
 */
async function open(context: ConsentContext, request: Request, url: URL): Promise<Response> {
  const admission = await admit(context, request, url.searchParams)
  if (admission instanceof Response) return admission
  if (admission.kind === 'bot') return telegramPage(context, admission)
  return admission.app.name === null && isOwnNavigation(request)
    ? begin(context, request, admission)
    : interstitial(context, admission)
}

/** Handles the forms of the consent pages. Checks everything again, because a form can be forged. */
async function submit(context: ConsentContext, request: Request): Promise<Response> {
  if (!isSameOrigin(request, context.settings.appUrl)) return context.refuse('cross_site')
  const form = await readForm(request)
  if ('refusal' in form) return context.refuse(form.refusal)
  const admission = await admit(context, request, form)
  if (admission instanceof Response) return admission
  return admission.kind === 'bot'
    ? chooseBot(context, request, admission, form)
    : begin(context, request, admission)
}

/** Returns a refusal when a request has none of the methods, otherwise `null`. */
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
  if (url.pathname === path) {
    return refuseMethod(['GET', 'HEAD'], request, refuse) ?? open(context, request, url)
  }
  if (url.pathname === `${path}/start` || url.pathname === `${path}/telegram`) {
    return refuseMethod(['POST'], request, refuse) ?? submit(context, request)
  }
  if (url.pathname.startsWith(callbackPath)) {
    return callback(context, request, url.pathname.slice(callbackPath.length))
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
  const { settings, log } = options
  const context: ConsentContext = {
    ...options,
    transactions: createTransactions({
      ...options,
      ttlMs: settings.connectAttemptTtlMs,
      isRegistered: async (redirectUri, owner) =>
        (await options.returnAddresses.appAt(redirectUri, owner)) !== null,
    }),
    cookie: transactionCookie(settings.appUrl),
    refuse: refusalPages(settings.appUrl, log),
  }
  return async (request) => {
    try {
      const response = await dispatch(context, request)
      return request.method === 'HEAD' ? new Response(null, response) : response
    } catch (error) {
      return context.refuse(causeOf(error, log))
    }
  }
}
