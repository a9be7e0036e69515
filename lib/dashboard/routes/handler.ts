import type { Dashboard } from '../dashboard'

export type Params = Record<string, string>

/** A route of ours before Next: everything it works with is given to it. */
export type Handler = (request: Request, dashboard: Dashboard, params: Params) => Promise<Response>
