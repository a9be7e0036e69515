import type { Service } from '@/lib/contract/services/catalogue'
import type { Platform } from '@/lib/platform/platform-interface'
import { type Form, formOf } from './form-of'
import { navigation, redirectTarget } from './redirect-target'

/** The choices of a person on the connect pages. */
export interface ConsentChoices {
  decision?: 'allow' | 'deny'
  /** The id of a scenario of the sandbox's consent page. */
  scenario?: string
  /** The id of an account at the simulated vendor. */
  account?: string
  /** The token of a person's own Telegram bot. Without it the Miteos bot is chosen. */
  botToken?: string
  /** The client's own reference in the connect link. */
  reference?: string
  /** The connect link to open. Without it, a link that leads back to the redirect URI of the browser. */
  link?: URL
}

/** Returns the callback address to which a real provider sends a person who allowed. */
function allowAtVendor({ searchParams }: URL): URL {
  const back = new URL(searchParams.get('redirect_uri') ?? '')
  back.searchParams.set('code', 'canary_provider_code')
  back.searchParams.set('state', searchParams.get('state') ?? '')
  return back
}

/**
 * Creates the browser of a signed-in person. It follows redirects, keeps cookies and fills in forms.
 *
 * @param redirectUri the registered redirect URI to which a person returns in the end; without it, our own callback
 */
export function createBrowser(
  platform: Pick<Platform, 'handle'>,
  appUrl: string,
  session: string,
  redirectUri = `${appUrl}/callback`,
) {
  const cookies = new Map([['session', session]])

  async function send(
    url: string | URL,
    init: RequestInit & { headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const headers = new Headers({ ...navigation, ...init.headers })
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await platform.handle(new Request(url, { ...init, headers }))
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const [name = '', value = ''] = pair.split('=')
      if (/max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }

  async function submit({ action, fields }: Form): Promise<URL> {
    const response = await send(action, {
      method: 'POST',
      headers: { origin: appUrl, 'sec-fetch-site': 'same-origin' },
      body: fields,
    })
    const location = redirectTarget(response)
    if (!location) {
      throw new Error(`${action} answered ${response.status}: ${await response.text()}`)
    }
    return new URL(location, action)
  }

  async function open(url: URL): Promise<Form> {
    const response = await send(url)
    const location = response.headers.get('location')
    if (location) return open(new URL(location, url))
    return formOf(await response.text(), url)
  }

  async function consentIn(provider: URL, choices: ConsentChoices): Promise<URL> {
    const consent = await open(provider)
    consent.fields.set('decision', choices.decision ?? 'allow')
    if (choices.scenario) consent.fields.set('scenario', choices.scenario)
    if (choices.account) consent.fields.set('account', choices.account)
    return submit(consent)
  }

  /** Opens the connect link and returns the first form of its page. */
  function openLink(
    service: Service,
    { reference, link: givenLink }: ConsentChoices,
  ): Promise<Form> {
    if (givenLink) return open(givenLink)
    const link = new URL(`${appUrl}/integrations/connect`)
    link.search = new URLSearchParams({
      service,
      redirect_uri: redirectUri,
      state: 'state-of-the-dashboard',
      ...(reference === undefined ? {} : { reference }),
    }).toString()
    return open(link)
  }

  /** Presses Continue and returns the address at the provider. */
  async function leave(service: Service, choices: ConsentChoices = {}): Promise<URL> {
    return submit(await openLink(service, choices))
  }

  /** Makes the choices at the provider and returns the address of the platform's callback with the answer. */
  async function answerAt(provider: URL, choices: ConsentChoices = {}): Promise<URL> {
    return provider.origin === appUrl ? consentIn(provider, choices) : allowAtVendor(provider)
  }

  /** Returns from a provider, as a navigation from another site. */
  function comeBack(back: URL | string): Promise<Response> {
    return send(back, { headers: { 'sec-fetch-site': 'cross-site' } })
  }

  /** Goes from the connect link to the redirect URI and returns the parameters that came back. */
  async function connect(service: Service, choices: ConsentChoices = {}): Promise<URLSearchParams> {
    if (service === 'telegram') {
      const form = await openLink(service, choices)
      form.fields.delete('bot')
      if (choices.botToken) form.fields.set('bot_token', choices.botToken)
      else form.fields.set('bot', 'miteos')
      return (await submit(form)).searchParams
    }
    const response = await comeBack(await answerAt(await leave(service, choices), choices))
    const location = response.headers.get('location')
    if (!location) throw new Error(`the callback answered ${response.status}`)
    const landing = new URL(location)
    const target = choices.link?.searchParams.get('redirect_uri') ?? redirectUri
    if (!landing.href.startsWith(`${target}${target.includes('?') ? '&' : '?'}`))
      throw new Error(`ended at ${landing.origin}`)
    return landing.searchParams
  }

  return { connect, leave, answerAt, comeBack, send }
}
