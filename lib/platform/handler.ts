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

/** Returns a function that answers as `answer` does, and counts each request under one route, whatever its path. */
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
  const answerByApprovals = measured(meter, '/approvals/{id}', approvals)
  const answerBySandbox = measured(meter, '/sandbox/*', sandbox)
  const answerBySignals = measured(meter, '/signals/*', signals)
  const answerByUnsubscribing = measured(meter, '/unsubscribe/{token}', unsubscribing)

  return async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    const isBelow = (path: string) => pathname === path || pathname.startsWith(`${path}/`)
    if (isBelow('/integrations/connect')) return consent(request)
    if (isBelow('/approvals')) return answerByApprovals(request)
    if (isBelow('/sandbox')) return answerBySandbox(request)
    if (isBelow('/signals')) return answerBySignals(request)
    if (isBelow('/unsubscribe')) return answerByUnsubscribing(request)
    return v1.fetch(request)
  }
}
