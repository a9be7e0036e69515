import type { Actor } from '@/lib/contract/api/actor'

/** The parts of Miteos that do something without a caller, as the activity names them. */
export const commandLine: Actor = { kind: 'system', id: 'command_line', name: 'command line' }
export const signInLink: Actor = { kind: 'system', id: 'sign_in_link', name: 'sign-in link' }
export const singleSignOn: Actor = { kind: 'system', id: 'single_sign_on', name: 'single sign-on' }
export const webhookDelivery: Actor = {
  kind: 'system',
  id: 'webhook_delivery',
  name: 'delivery of webhooks',
}
