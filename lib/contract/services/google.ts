import type { Vendor } from './service-definition'

export const google: Vendor = {
  name: 'Google',
  accessPage: 'https://myaccount.google.com/connections',
  sendsSignals: true,
}
