import { expect } from 'vitest'
import type { Storage } from '@/lib/storage/database'
import { type Browser, type Connect, connectOver, ownCallback, person } from './connect'
import { expectRefusal } from './expect-refusal'

export const ana = person('ana')
export const ben = person('ben', { accountId: 'acct_2', accountName: 'Other Ltd' })

/** The connect pages, and a browser that is at a provider. */
export interface Scene extends Connect {
  /** The browser, in which Ana is signed in. */
  visitor: Browser
  /** The `state` that the provider received and has to send back. It is not the `state` of the connect link. */
  state: string
}

/** Creates the connect pages and brings a browser, in which Ana is signed in, to the provider of a service. */
export async function visitorAtProvider(
  storage: Storage,
  service = 'slack',
  redirectUri = ownCallback,
): Promise<Scene> {
  const connect = connectOver(storage)
  const visitor = connect.browser(ana)
  return { ...connect, visitor, state: await visitor.begin(service, redirectUri) }
}

/** Returns the path to which a provider returns a browser, with the parameters that the provider sends. */
export function answerPath(service: string, parameters: Record<string, string>): string {
  return `/integrations/connect/callback/${service}?${new URLSearchParams(parameters)}`
}

/** Returns the path to which Slack returns a browser, with a valid answer. */
export function validPath(state: string): string {
  return answerPath('slack', { code: 'vendor-code', state })
}

/**
 * Does a step in a new scene, and expects a refusal with this status and title. Then expects that Ana, in the browser
 * as it was before the step, can finish the transaction.
 */
export async function expectRefusedAndFinishable(
  storage: Storage,
  status: number,
  title: string,
  step: (scene: Scene) => Promise<Response>,
): Promise<void> {
  const scene = await visitorAtProvider(storage)
  const cookies = [...scene.visitor.cookies]
  await expectRefusal(await step(scene), status, title, scene.logged)
  scene.visitor.cookies.clear()
  for (const [name, value] of cookies) scene.visitor.cookies.set(name, value)
  scene.visitor.signInAs(ana)
  expect((await scene.visitor.get(validPath(scene.state))).status).toBe(303)
}
