/** Answers a prefetch with an error, so that the browser asks again on the click. */
export function answerPrefetch(): Response {
  return new Response(null, { status: 503, headers: { 'Cache-Control': 'no-store' } })
}
