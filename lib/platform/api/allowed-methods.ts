import { ApiProblem } from '../core/api-problem'
import type { Api } from './api'

/** Answers 405 with `Allow` to the other methods of every known path. Call it after all routes were added. */
export function refuseOtherMethods(api: Api): void {
  const byPath = new Map<string, string[]>()
  for (const { path, method } of api.routes) {
    if (path.includes('*') || method === 'ALL') continue
    const known = byPath.get(path) ?? []
    byPath.set(path, known.includes(method) ? known : [...known, method])
  }
  for (const [path, methods] of byPath) {
    const allow = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : method))
    api.all(path, () => {
      const detail = `Only ${allow.join(', ')} ${allow.length > 1 ? 'are' : 'is'} allowed here.`
      throw new ApiProblem('method_not_allowed', detail, { allow: allow.join(', ') })
    })
  }
}
