import type { z } from 'zod'

/** The calls of which the clients of single resources are made. Each throws `MiteosError` and nothing else. */
export interface ResourceCalls {
  read: <T>(path: string, schema: z.ZodType<T>) => Promise<{ value: T; headers: Headers }>
  /** Sends the request exactly once. Without a time limit of its own, it is that of every write. */
  post: <T>(
    path: string,
    body: unknown,
    schema: z.ZodType<T>,
    timeoutMs?: number,
  ) => Promise<{ value: T; status: number }>
  /** Sends the request exactly once. */
  patch: <T>(path: string, body: unknown, schema: z.ZodType<T>) => Promise<T>
  /** Deletes. Tries again when no answer comes; a 404 to such a repetition counts as success. */
  remove: (path: string) => Promise<void>
}
