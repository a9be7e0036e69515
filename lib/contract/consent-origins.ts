import type { Service } from './catalogue'

const google = ['https://accounts.google.com', 'https://*.google.com'] as const

/**
 * Where a vendor may take a person between our button and its consent screen, as sources of a
 * Content-Security-Policy: Chromium applies a page's `form-action` to every redirect that follows
 * its form (https://github.com/w3c/webappsec-csp/issues/8), and Slack, for one, goes on to the
 * workspace's own host.
 */
export const consentOrigins: Record<Service, readonly string[]> = {
  gmail: google,
  google_ads: google,
  slack: ['https://slack.com', 'https://*.slack.com'],
  github: ['https://github.com'],
  stripe: ['https://connect.stripe.com', 'https://*.stripe.com'],
  notion: ['https://*.notion.com', 'https://*.notion.so'],
  telegram: [],
}
