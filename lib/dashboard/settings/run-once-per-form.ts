import { LRUCache } from 'lru-cache'

/** Does the work of a form once, however often the form is sent. Returns the result of that work. */
export type RunOncePerForm<Result> = (
  formKey: string,
  work: () => Promise<Result>,
) => Promise<Result>

const rememberedMs = 60_000
const maxForms = 500

/**
 * Creates a function that does the work for a key once. A call with the same key within a minute returns the
 * result of the first call. Work that fails may be done again.
 */
export function createRunOncePerForm<Result>(): RunOncePerForm<Result> {
  const results = new LRUCache<string, Promise<Result>>({ max: maxForms, ttl: rememberedMs })
  return (formKey, work) => {
    const earlier = results.get(formKey)
    if (earlier) return earlier
    const result = work()
    results.set(formKey, result)
    result.catch(() => results.delete(formKey))
    return result
  }
}
