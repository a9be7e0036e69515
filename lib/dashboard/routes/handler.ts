import type { Dashboard } from '../dashboard'

export type Params = Record<string, string>

/** A route handler that does not know Next. Everything that it works with is an argument. */
export type Handler = (request: Request, dashboard: Dashboard, params: Params) => Promise<Response>
