import type { PlatformContext } from '../core/context'
import type { Backlog } from '../core/queue'
import { createRowIsolation } from '../core/row-isolation'
import { type AccountDeliveries, createAccountDeliveries } from './account-deliveries'
import { type AccountWebhooks, createAccountWebhooks } from './account-webhooks'
import { type Courier, createCourier } from './courier'
import { readMessageBacklog } from './message-queue'
import { createOutbox, type Outbox } from './outbox'
import { createSend } from './send'
import { sweepDeliveries } from './sweep-deliveries'

export interface Webhooks extends AccountWebhooks {
  deliveries: AccountDeliveries
  /** Stores the messages of a change together with the change. */
  outbox: Outbox
  courier: Courier
  /** Deletes the messages and deliveries that are older than 30 days. */
  sweep: () => Promise<void>
  /** Returns the backlog of messages. */
  readBacklog: () => Promise<Backlog>
}

/** Creates the webhooks of the platform: the operations of callers, the outbox and the courier. */
export function createWebhooks(platformContext: PlatformContext): Webhooks {
  const context = { ...platformContext, rowIsolation: createRowIsolation(platformContext.log) }
  const courier = createCourier(context, createSend())
  return {
    ...createAccountWebhooks(context),
    deliveries: createAccountDeliveries(context, courier.startSoon),
    outbox: createOutbox(context, courier.startSoon),
    courier,
    sweep: () => sweepDeliveries(context),
    readBacklog: () => readMessageBacklog(context),
  }
}
