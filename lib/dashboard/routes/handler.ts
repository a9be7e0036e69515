import type { Dashboard } from '../dashboard'

export type Params = Record<string, string>

/** A route without Next: it gets everything that it works with as an argument. */
export type Handler = (request: Request, dashboard: Dashboard, params: Params) => Promise<Response>
