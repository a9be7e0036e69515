import type { ProblemCode } from '@/lib/contract/api/problem'
import type { ProblemMembers } from '../core/api-problem'

/** A problem as an example of the OpenAPI document shows it. */
export interface ProblemExample {
  code: ProblemCode
  detail: string
  members?: ProblemMembers
}
