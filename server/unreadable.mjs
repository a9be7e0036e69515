import { methodNotAllowed } from './guard.mjs'

/**
 * The refusals by the code of the error.
 *
 * @type {Record<string, { status: number, title: string, detail: string }>}
 */
const REFUSALS = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    title: 'Request header fields too large',
    detail: 'The address or the headers of this request are too long.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    title: 'Request timeout',
    detail: 'The request took too long to arrive.',
  },
}

const badRequest = {
  status: 400,
  title: 'Bad request',
  detail: 'This is not a request that HTTP knows.',
}

/**
 * Returns the refusal of bytes that could not be read as a request, and the path in these bytes. The path is empty
 * when it cannot be read.
 *
 * @param {Error & { code?: string, rawPacket?: Buffer }} error
 * @returns {{ refusal: import('./guard.mjs').Refusal, path: string }}
 */
export function describeUnreadable({ code = '', rawPacket }) {
  const path = rawPacket?.toString('latin1').match(/^\S+ (\S{1,200})/)?.[1] ?? ''
  if (code === 'HPE_INVALID_METHOD') return { refusal: methodNotAllowed, path }
  return { refusal: { ...(REFUSALS[code] ?? badRequest), code: 'invalid_request' }, path }
}
