import type { Vendor } from './service-definition'

export const google: Vendor = {
  name: 'Google',
  accessPage: 'https://myaccount.google.com/connections',
}

export const googleConsentOrigins = ['https://accounts.google.com', 'https://*.google.com']
