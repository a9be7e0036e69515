const KILOBYTE = 1024

/** The longest body of a request that does not call a tool, in bytes. */
export const BODY_LIMIT = 16 * KILOBYTE

/** The longest body of a call of a tool, in bytes. It may hold whole files. */
export const TOOL_BODY_LIMIT = 1024 * KILOBYTE

/**
 * Returns the longest body that an address takes, in bytes.
 *
 * @param {string} url
 */
export function bodyLimitOf(url) {
  return /^\/v1\/(mcp|tool_calls)(?![^?])/.test(url) ? TOOL_BODY_LIMIT : BODY_LIMIT
}

/**
 * Returns the refusal of a body that is longer.
 *
 * @param {number} limit
 * @returns {import('./guard.mjs').Refusal}
 */
export function payloadTooLarge(limit) {
  return {
    status: 413,
    code: 'payload_too_large',
    title: 'The body is too large',
    detail: `A request body may hold ${limit / KILOBYTE} KB at most.`,
  }
}
