import { type Meter, startStopwatch } from './core/meter'

type Answer = (request: Request) => Promise<Response>

/** The parts of the platform that answer requests. */
interface PlatformParts {
  v1: { fetch: (request: Request) => Response | Promise<Response> }
  consent: Answer
  approvals: Answer
  sandbox: Answer
  signals: Answer
  unsubscribing: Answer
}

/** Returns a function that answers as `answer` does, and reports each request to the meter under `route`, whatever its path. */
function measured(meter: Meter, route: string, answer: Answer): Answer {
  return async (request) => {
    const elapsedSeconds = startStopwatch()
    const response = await answer(request)
    const { method } = request
    meter.requestAnswered({ method, route, status: response.status }, elapsedSeconds())
    return response
  }
}

/** Creates the function that passes each request to the part of the platform to which its path belongs. */
export function createHandler(
  { v1, consent, approvals, sandbox, signals, unsubscribing }: PlatformParts,
  meter: Meter,
) {
  const answerApprovals = measured(meter, '/approvals/{id}', approvals)
  const answerSandbox = measured(meter, '/sandbox/*', sandbox)
  const answerSignals = measured(meter, '/signals/*', signals)
  const answerUnsubscribing = measured(meter, '/unsubscribe/{token}', unsubscribing)

  return async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    const isBelow = (path: string) => pathname === path || pathname.startsWith(`${path}/`)
    if (isBelow('/integrations/connect')) return consent(request)
    if (isBelow('/approvals')) return answerApprovals(request)
    if (isBelow('/sandbox')) return answerSandbox(request)
    if (isBelow('/signals')) return answerSignals(request)
    if (isBelow('/unsubscribe')) return answerUnsubscribing(request)
    return v1.fetch(request)
  }
}
