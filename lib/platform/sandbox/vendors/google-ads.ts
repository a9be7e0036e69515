import { findAccount } from '../accounts'
import { bearerToken } from '../wire'
import { googleVendor } from './google'
import { insufficientScopes, unauthenticated } from './google-errors'

const adwords = 'https://www.googleapis.com/auth/adwords'

export const googleAds = googleVendor({
  service: 'google_ads',
  scopeWords: { [adwords]: 'See, edit, create and delete your Google Ads accounts and data' },
  addApi(routes, simulation) {
    routes.get('/:version{v[0-9]+}/customers:listAccessibleCustomers', async ({ req }) => {
      const presented = await simulation.tokens.lookUp('google_ads', bearerToken(req.raw), {
        purpose: 'identity',
      })
      if (presented?.kind !== 'access' || presented.state !== 'live') return unauthenticated()
      if (!presented.grant.scopes.includes(adwords)) return insufficientScopes()
      const customers = findAccount('google_ads', presented.grant.accountId).facts.customers ?? ''
      return Response.json({
        resourceNames: customers.split(' ').map((customer) => `customers/${customer}`),
      })
    })
  },
})
