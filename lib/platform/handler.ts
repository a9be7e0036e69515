import { type Meter, startStopwatch } from './core/meter'

/** The parts of the platform that answer requests. */
interface PlatformParts {
  v1: { fetch: (request: Request) => Response | Promise<Response> }
  consent: (request: Request) => Promise<Response>
  sandbox: (request: Request) => Promise<Response>
  signals: (request: Request) => Promise<Response>
}

/** Creates the function that passes each request to the part of the platform to which its path belongs. */
export function createHandler({ v1, consent, sandbox, signals }: PlatformParts, meter: Meter) {
  /** The paths of the simulated vendors are many, so they count as one route. */
  async function answerBySandbox(request: Request): Promise<Response> {
    const elapsedSeconds = startStopwatch()
    const response = await sandbox(request)
    const { method } = request
    const { status } = response
    meter.requestAnswered({ method, route: '/sandbox/*', status }, elapsedSeconds())
    return response
  }
  return async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    const isBelow = (path: string) => pathname === path || pathname.startsWith(`${path}/`)
    if (isBelow('/integrations/connect')) return consent(request)
    if (isBelow('/sandbox')) return answerBySandbox(request)
    if (isBelow('/signals')) return signals(request)
    return v1.fetch(request)
  }
}
