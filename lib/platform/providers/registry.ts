import type { Service } from '@/lib/contract/services/catalogue'
import type { BotProvider } from './bot-provider'
import { github } from './github'
import { gmail } from './gmail'
import { googleAds } from './google-ads'
import { notion } from './notion'
import type { OAuthProvider } from './oauth-provider'
import { slack } from './slack'
import { stripe } from './stripe'
import { telegram } from './telegram'

export type Provider = OAuthProvider | BotProvider

/** The providers of all services. */
export const providers: Readonly<Record<Service, Provider>> = {
  gmail,
  slack,
  github,
  stripe,
  notion,
  google_ads: googleAds,
  telegram,
}
