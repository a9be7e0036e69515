interface Mounts {
  v1: { fetch: (request: Request) => Response | Promise<Response> }
  consent: (request: Request) => Promise<Response>
  sandbox: (request: Request) => Promise<Response>
}

/** Creates a handler that passes each request to the part of the platform that its path belongs to. */
export function createHandler({ v1, consent, sandbox }: Mounts) {
  return async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    const isBelow = (mount: string) => pathname === mount || pathname.startsWith(`${mount}/`)
    if (isBelow('/integrations/connect')) return consent(request)
    if (isBelow('/sandbox')) return sandbox(request)
    return v1.fetch(request)
  }
}
