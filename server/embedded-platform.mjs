import { createRequest, sendResponse } from '@remix-run/node-fetch-server'
import { notFound, starting } from './guard.mjs'

const PLATFORM_PATH = /^\/(v1|sandbox|signals|approvals|unsubscribe|integrations\/connect)(?![^/?])/

/**
 * @typedef {object} Platform
 * @property {(request: globalThis.Request) => Promise<globalThis.Response>} handle
 * @property {{ protocol: string, host: string }} site the public origin, which the platform sees in every request
 */

/**
 * Returns whether an address belongs to the embedded platform. Next has no route for such an address.
 *
 * @param {string} url
 */
export function isPlatformUrl(url) {
  return PLATFORM_PATH.test(url)
}

/**
 * Answers a request with the platform, which lib/dashboard/start.ts has put at `Symbol.for('miteos.platform')`.
 * The value there is null when a remote Miteos is used, and undefined until the application has started.
 *
 * @param {import('node:http').IncomingMessage} incoming
 * @param {import('node:http').ServerResponse} outgoing
 * @param {(refusal: import('./guard.mjs').Refusal) => void} refuse
 */
export async function answerByPlatform(incoming, outgoing, refuse) {
  /** @type {Platform | null | undefined} */
  const platform = Reflect.get(globalThis, Symbol.for('miteos.platform'))
  if (platform === undefined) return refuse(starting)
  if (platform === null) return refuse(notFound)
  const request = createRequest(incoming, outgoing, platform.site)
  try {
    const response = await platform.handle(request)
    if (!outgoing.destroyed) await sendResponse(outgoing, response)
  } catch (error) {
    // The client has gone, so there is no answer. The platform finishes the work that it has begun.
    if (!request.signal.aborted) throw error
  }
}
