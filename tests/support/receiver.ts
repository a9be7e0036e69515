import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { expect } from 'vitest'
import { z } from 'zod'
import { integrationSchema } from '@/lib/contract/api/integration'
import { listenOnLoopback } from './loopback'

const bodySchema = z.strictObject({
  type: z.string(),
  timestamp: z.iso.datetime(),
  data: z.strictObject({
    integration: integrationSchema.optional(),
    webhook_id: z.string().optional(),
  }),
})

/** A request that a receiver got. */
export interface Received {
  method: string | undefined
  path: string | undefined
  headers: IncomingHttpHeaders
  body: string
}

/** A receiver of webhooks on loopback. */
export interface Receiver {
  url: string
  received: Received[]
  /** Returns the types of the messages so far, in their order. */
  types: () => string[]
  /** Waits until this many messages came, and returns what they say. */
  messages: (count: number) => Promise<z.infer<typeof bodySchema>[]>
  /** Answers from now on in this way. */
  answerWith: (answer: Answer) => void
}

export type Answer = number | ((response: ServerResponse) => void)

/** Starts a receiver that answers with this status, or as the function does, until the test is over. */
export async function startReceiver(firstAnswer: Answer = 204): Promise<Receiver> {
  const received: Received[] = []
  let answer = firstAnswer
  const origin = await listenOnLoopback(async (request, response) => {
    const { method, url: path, headers } = request
    received.push({ method, path, headers, body: await text(request) })
    if (typeof answer === 'number') response.writeHead(answer).end()
    else answer(response)
  })
  const read = ({ body }: Received) => bodySchema.parse(JSON.parse(body))
  return {
    url: `${origin}/hooks?tenant=7`,
    received,
    types: () => received.map((one) => read(one).type),
    async messages(count) {
      await expect.poll(() => received.length, { interval: 10 }).toBeGreaterThanOrEqual(count)
      return received.map(read)
    },
    answerWith(next) {
      answer = next
    },
  }
}

/** Verifies a received request as the documentation tells receivers to, and returns its content. Throws when it is not genuine. */
export function verified({ body, headers }: Received, secret: string): unknown {
  const plain = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, String(value)]),
  )
  return new Webhook(secret).verify(body, plain)
}
