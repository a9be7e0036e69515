import { createRequest, sendResponse } from '@remix-run/node-fetch-server'
import { notFound, starting } from './guard.mjs'

const MOUNTS = /^\/(v1|sandbox|integrations\/connect)(?![^/?])/

/**
 * @typedef {object} Platform
 * @property {(request: globalThis.Request) => Promise<globalThis.Response>} handle
 * @property {{ protocol: string, host: string }} site the public origin, which its requests are for
 */

/**
 * Whether the embedded platform answers at this address. Nothing in Next does.
 *
 * @param {string} url
 */
export function isOfPlatform(url) {
  return MOUNTS.test(url)
}

/**
 * Lets the platform answer a request, which the composition root left at `Symbol.for('miteos.platform')`: null
 * where a Miteos elsewhere is used, undefined as long as nothing is composed.
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
    // Who has gone is told nothing; what was begun for them goes on in the platform.
    if (!request.signal.aborted) throw error
  }
}
