import type { Service } from '@/lib/contract/services/catalogue'

/** The only client of each simulated vendor. Its secret is public, because it works in the sandbox only. */
export const sandboxRegistrations: Record<Service, { id: string; secret: string }> = {
  gmail: { id: 'sandbox_gmail', secret: 'sandbox_secret_gmail' },
  slack: { id: 'sandbox_slack', secret: 'sandbox_secret_slack' },
  github: { id: 'sandbox_github', secret: 'sandbox_secret_github' },
  stripe: { id: 'ca_sandbox', secret: 'sk_test_sandbox' },
  notion: { id: 'sandbox_notion', secret: 'sandbox_secret_notion' },
  google_ads: { id: 'sandbox_google_ads', secret: 'sandbox_secret_google_ads' },
  telegram: { id: '1000000001', secret: '1000000001:sandbox_bot_token_for_everybody' },
}

/** The secrets with which simulated vendors sign their signals. They are public too. Google signs with a key instead. */
export const sandboxSigningSecrets = {
  slack: 'sandbox_signing_secret_slack',
  stripe: 'whsec_sandbox_stripe',
} as const
