/** The parts of the platform that answer requests. */
interface PlatformParts {
  v1: { fetch: (request: Request) => Response | Promise<Response> }
  consent: (request: Request) => Promise<Response>
  sandbox: (request: Request) => Promise<Response>
  signals: (request: Request) => Promise<Response>
}

/** Creates the function that passes each request to the part of the platform to which its path belongs. */
export function createHandler({ v1, consent, sandbox, signals }: PlatformParts) {
  return async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    const isBelow = (path: string) => pathname === path || pathname.startsWith(`${path}/`)
    if (isBelow('/integrations/connect')) return consent(request)
    if (isBelow('/sandbox')) return sandbox(request)
    if (isBelow('/signals')) return signals(request)
    return v1.fetch(request)
  }
}
