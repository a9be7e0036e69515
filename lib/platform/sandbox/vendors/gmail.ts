import { findAccount } from '../accounts'
import { bearerToken } from '../wire'
import { googleVendor } from './google'
import { insufficientScopes, unauthenticated } from './google-errors'

const scopeWords: Record<string, string> = {
  'https://www.googleapis.com/auth/gmail.modify':
    'Read, compose and send emails from your Gmail account',
  'https://www.googleapis.com/auth/gmail.readonly': 'View your email messages and settings',
  'https://www.googleapis.com/auth/gmail.compose': 'Manage drafts and send emails',
  'https://www.googleapis.com/auth/gmail.send': 'Send email on your behalf',
  'https://www.googleapis.com/auth/gmail.labels': 'See and edit your email labels',
}

export const gmail = googleVendor({
  service: 'gmail',
  scopeWords,
  addApi(routes, simulation) {
    routes.get('/gmail/v1/users/me/profile', async ({ req }) => {
      const presented = await simulation.tokens.lookUp('gmail', bearerToken(req.raw), {
        purpose: 'either',
      })
      if (presented?.kind !== 'access' || presented.state !== 'live') return unauthenticated()
      const { grant } = presented
      if (!grant.scopes.some((scope) => scopeWords[scope])) return insufficientScopes()
      return Response.json({
        emailAddress: findAccount('gmail', grant.accountId).facts.email,
        messagesTotal: 1482,
        threadsTotal: 963,
        historyId: '204816',
      })
    })
  },
})
