import { html } from 'hono/html'
import { plainText } from '@/lib/contract/text/plain-text'
import { traceOf } from '@/lib/http/log'
import { noticePage } from '@/lib/http/notice-page'
import { page } from '@/lib/http/page'
import { BodyTooLarge, decodeUtf8, readCapped } from '@/lib/http/read-capped'
import { isStorageUnavailable } from '@/lib/storage/unavailable'
import type { PlatformContext } from '../core/context'
import { servedRequestId } from '../core/request-log'
import type { BreakMailChoice, BreakMailChoices } from './break-mail-choices'
import { memberOfToken } from './unsubscribe-token'

const maxBodyBytes = 16 * 1024
const home = { href: '/settings/notifications', label: 'Go to your notifications' }

function notFound(appUrl: string): Response {
  return noticePage({
    appUrl,
    status: 404,
    title: 'This link stops no mails',
    text: 'It may be incomplete, or you may not belong to the account any more, which then sends you nothing. When you sign in, your notifications say what you get.',
    link: home,
  })
}

function notAllowed(appUrl: string): Response {
  return noticePage({
    appUrl,
    status: 405,
    title: 'This address does not accept such a request',
    text: 'Open the link at the end of the mail. Nothing was changed.',
    link: home,
    headers: { allow: 'GET, HEAD, POST' },
  })
}

/** Returns the page that says what the person gets, with the button that changes it. */
function choicePage(
  appUrl: string,
  token: string,
  { accountName, areWanted }: BreakMailChoice,
  isChanged: boolean,
): Response {
  const account = html`<bdi><strong>${plainText(accountName)}</strong></bdi>`
  const title = areWanted
    ? isChanged
      ? 'You get these mails again'
      : 'Unsubscribe from these mails?'
    : 'You are unsubscribed'
  const sentence = areWanted
    ? html`Miteos mails you when an integration of ${account} stops working and nobody of the account has seen it for an hour.`
    : html`Miteos does not mail you any more when an integration of ${account} stops working. The pages still show it.`
  const choice = areWanted ? 'unsubscribe' : 'subscribe'
  const label = areWanted ? 'Unsubscribe' : 'Subscribe again'
  return page({
    appUrl,
    status: 200,
    postsForms: true,
    title: `${title} · Miteos`,
    body: html`<h1>${title}</h1>
<p class="lead"${isChanged ? html` role="status"` : ''}>${sentence}</p>
<form method="post" action="/unsubscribe/${token}">
<div class="actions"><button name="choice" value="${choice}"${areWanted ? '' : html` class="quiet"`}>${label}</button></div>
</form>
<p class="small">This is about you and this account only. Invitations and links that somebody sends you are not affected.</p>`,
  })
}

/** Returns whether a posted form asks to subscribe again. Every other POST unsubscribes, as RFC 8058 requires. */
async function asksToSubscribe(request: Request): Promise<boolean> {
  try {
    const body = decodeUtf8(await readCapped(request, maxBodyBytes))
    const isForm = /^application\/x-www-form-urlencoded\b/i.test(
      request.headers.get('content-type') ?? '',
    )
    return isForm && new URLSearchParams(body).get('choice') === 'subscribe'
  } catch (error) {
    if (error instanceof BodyTooLarge || error instanceof TypeError) return false
    throw error
  }
}

/**
 * Creates the pages below `/unsubscribe`. They need no sign-in, only the token in the link of a mail, which nobody can guess. A GET
 * changes nothing, because programs open the links in mails to look for attacks. A POST may come from anywhere, also from a mail
 * program (RFC 8058).
 */
export function createUnsubscribePages(
  { keyring, log, settings: { appUrl } }: Pick<PlatformContext, 'keyring' | 'log' | 'settings'>,
  choices: BreakMailChoices,
): (request: Request) => Promise<Response> {
  async function answer(request: Request): Promise<Response> {
    if (!['GET', 'HEAD', 'POST'].includes(request.method)) return notAllowed(appUrl)
    const [, , token = '', ...rest] = new URL(request.url).pathname.split('/')
    const member = rest.length === 0 ? memberOfToken(keyring, token) : null
    if (!member) return notFound(appUrl)
    const isPost = request.method === 'POST'
    const choice = isPost
      ? await choices.choose(member, await asksToSubscribe(request))
      : await choices.read(member)
    return choice ? choicePage(appUrl, token, choice, isPost) : notFound(appUrl)
  }

  return async (request) => {
    try {
      const response = await answer(request)
      return request.method === 'HEAD' ? new Response(null, response) : response
    } catch (error) {
      const isUnavailable = isStorageUnavailable(error)
      if (!isUnavailable) log.error(traceOf(error), 'the page to unsubscribe failed')
      return noticePage({
        appUrl,
        status: isUnavailable ? 503 : 500,
        title: isUnavailable ? 'Miteos is not available at the moment' : 'Something went wrong',
        text: 'Nothing was changed. Open the link of the mail again in a minute.',
        link: home,
        ...(!isUnavailable && { reference: servedRequestId() }),
      })
    }
  }
}
