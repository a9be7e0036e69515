import { ApiProblem } from '../core/api-problem'
import type { Api } from './api'

/**
 * Adds a route to every known path that answers all other methods with 405 and `Allow`. Call this function after
 * all other routes were added.
 */
export function refuseOtherMethods(api: Api): void {
  const methodsByPath = new Map<string, string[]>()
  for (const { path, method } of api.routes) {
    if (path.includes('*') || method === 'ALL') continue
    const methods = methodsByPath.get(path) ?? []
    methodsByPath.set(path, methods.includes(method) ? methods : [...methods, method])
  }
  for (const [path, methods] of methodsByPath) {
    const allowed = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : method))
    api.all(path, () => {
      const detail = `Only ${allowed.join(', ')} ${allowed.length > 1 ? 'are' : 'is'} allowed here.`
      throw new ApiProblem('method_not_allowed', detail, { allow: allowed.join(', ') })
    })
  }
}
