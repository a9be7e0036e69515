import { isService, type Service } from './catalogue'

/** The company behind a service, and where a person sees what has access to their account there. */
export interface Vendor {
  name: string
  accessPage: string
  /** No call of the vendor's ends a grant: only its owner can. */
  endsByHand?: true
}

const google: Vendor = { name: 'Google', accessPage: 'https://myaccount.google.com/connections' }

const vendors: Record<Service, Vendor> = {
  gmail: google,
  google_ads: google,
  slack: { name: 'Slack', accessPage: 'https://slack.com/apps/manage' },
  github: { name: 'GitHub', accessPage: 'https://github.com/settings/applications' },
  stripe: { name: 'Stripe', accessPage: 'https://dashboard.stripe.com/settings/apps' },
  notion: { name: 'Notion', accessPage: 'https://www.notion.so/profile/connections' },
  telegram: { name: 'Telegram', accessPage: 'https://t.me/BotFather', endsByHand: true },
}

/** The vendor of a service, or `undefined` for a service this program does not know. */
export function vendorOf(service: string): Vendor | undefined {
  return isService(service) ? vendors[service] : undefined
}
