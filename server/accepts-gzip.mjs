/**
 * Returns whether the client accepts gzip and does not prefer the uncompressed bytes
 * (https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3).
 *
 * @param {string} acceptEncoding
 */
export function acceptsGzip(acceptEncoding) {
  /** @type {Record<string, number>} */
  const weights = {}
  for (const part of acceptEncoding.toLowerCase().split(',')) {
    const [coding = '', ...parameters] = part.split(';').map((word) => word.trim())
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
    weights[coding] = Number(weight ?? 1)
  }
  const gzip = weights.gzip ?? weights['x-gzip'] ?? weights['*'] ?? 0
  return gzip > 0 && gzip >= (weights.identity ?? 0)
}
