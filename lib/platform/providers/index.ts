import type { Service } from '@/lib/contract/services/catalogue'
import { github } from './github'
import { gmail } from './gmail'
import { googleAds } from './google-ads'
import { notion } from './notion'
import type { Provider } from './provider'
import { slack } from './slack'
import { stripe } from './stripe'
import { telegram } from './telegram'

/** Everything that tells one provider from another is in its own file. */
export const providers: Readonly<Record<Service, Provider>> = {
  gmail,
  slack,
  github,
  stripe,
  notion,
  google_ads: googleAds,
  telegram,
}
