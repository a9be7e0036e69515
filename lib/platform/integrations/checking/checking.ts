import type { Queue } from '../../core/queue'
import type { Revocations } from '../../grants/revocations/revocations'
import type { StatusChangeContext } from '../connect-order'
import { type CheckPlan, createCheckPlan } from './check-plan'
import { type Checks, createChecks } from './checks'
import { type Circuits, createCircuits } from './circuits'
import { createDueWorkStore } from './due-work'
import { createSweep, type Sweep } from './sweep'

/** The checks of integrations: those for requests, and those of the sweep. */
export interface Checking {
  checks: Checks
  circuits: Circuits
  checkPlan: CheckPlan
  sweep: Sweep
  /** The checks and the renewals that are due. */
  queues: readonly Queue[]
}

export function createChecking(context: StatusChangeContext, revocations: Revocations): Checking {
  const dueWork = createDueWorkStore(context)
  const circuits = createCircuits(context, dueWork)
  const checks = createChecks(context, { revocations, circuits })
  return {
    checks,
    circuits,
    checkPlan: createCheckPlan(context),
    sweep: createSweep(context, { checks, circuits, dueWork }),
    queues: [
      { name: 'checks', readBacklog: () => dueWork.readBacklog('next_check_at') },
      { name: 'renewals', readBacklog: () => dueWork.readBacklog('renew_at') },
    ],
  }
}
