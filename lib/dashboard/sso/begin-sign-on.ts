import 'server-only'
import { z } from 'zod'
import { readCookies } from '@/lib/http/cookies'
import { redirectByPage } from '@/lib/http/redirect-by-page'
import { seeOther } from '@/lib/http/see-other'
import type { SignOn } from '../dashboard'
import { OidcError } from '../oidc/oidc-error'
import { ApiError } from '../routes/api-error'
import { type FormPost, formHandler } from '../routes/form-handler'
import { returnPath } from '../routes/return-path'
import { linkPattern } from '../sign-in/link-pattern'
import {
  clientAddressOf,
  lacksPageCookie,
  pathAfter,
  tooManyTries,
} from '../sign-in/sign-in-answers'
import { askNextAuth } from './ask-next-auth'
import { failureOf } from './sign-on-failures'
import { checkCookieNames, providerId, signOnOptions } from './sign-on-options'
import { wayCookie } from './sign-on-way'

const csrfSchema = z.object({ csrfToken: z.string() })

const beginNoSession = () => Promise.reject(new Error('nobody has come back'))

interface Departure {
  href: string
  state: string
  cookies: readonly string[]
}

/**
 * Lets next-auth make the address at the issuer to which the person is sent. next-auth wants its
 * own CSRF token, which is fetched for it here, because the origin of the form is already checked.
 */
async function depart({ dashboard, appUrl }: FormPost, signOn: SignOn): Promise<Departure> {
  const options = signOnOptions(dashboard, signOn, await signOn.issuer.describe(), beginNoSession)
  const csrf = await askNextAuth({ method: 'GET', path: ['csrf'], cookies: {} }, options)
  const { csrfToken } = csrfSchema.parse(csrf.body)
  const cookies = csrf.cookies.flatMap((line) => readCookies(line.split(';')[0] ?? ''))
  const { location, cookies: lines } = await askNextAuth(
    {
      method: 'POST',
      path: ['signin', providerId],
      body: { csrfToken },
      cookies: Object.fromEntries(
        cookies.map(({ name, value }) => [name, decodeURIComponent(value)]),
      ),
    },
    options,
  )
  const state = location && new URL(location).searchParams.get('state')
  if (!state) throw new OidcError('unreachable', 'no address to go to')
  const names = checkCookieNames(appUrl)
  const kept = lines.filter((line) => names.some((name) => line.startsWith(`${name}=`)))
  return { href: location, state, cookies: kept }
}

/**
 * Sends a person to the issuer, with the link with which they come in, if there is one. The server
 * stores nothing before they come back.
 */
export const beginSignOn = formHandler(async (post) => {
  const { dashboard, request, fields, appUrl, requestId } = post
  const { singleSignOn, log } = dashboard
  if (!singleSignOn)
    throw new ApiError('not_found', { detail: 'This Miteos has no single sign-on.' })
  const callbackUrl = returnPath(fields.get('callbackUrl'))
  const secret = fields.get('link')
  const link = secret && linkPattern.test(secret) ? secret : null
  if (lacksPageCookie(post)) {
    log.info({ request_id: requestId, failure: 'no_cookies' }, 'a sign-in failed')
    return seeOther(pathAfter('no_cookies', { link, requestId }, callbackUrl), appUrl)
  }
  const slot = await dashboard.signInLimit.take(clientAddressOf(request))
  if ('waitSeconds' in slot) {
    log.warn({ request_id: requestId, failure: 'throttled' }, 'a sign-in failed')
    return tooManyTries(post, slot.waitSeconds, callbackUrl)
  }
  await slot.giveBack()
  try {
    const { href, state, cookies } = await depart(post, singleSignOn)
    const { name } = singleSignOn.settings
    const words = { title: `On to ${name}`, label: `Continue with ${name}` }
    const way = wayCookie(dashboard, { state, callbackUrl, link })
    const accept = request.headers.get('accept')
    return redirectByPage({ href, ...words }, { appUrl, accept, cookies: [...cookies, way] })
  } catch (error) {
    const failure = failureOf(error, log, requestId)
    return seeOther(pathAfter(failure, { link, requestId }, callbackUrl), appUrl)
  }
})
