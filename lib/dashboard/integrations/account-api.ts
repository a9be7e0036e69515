import 'server-only'
import { answerRead } from '../routes/api-response'
import { withSession } from '../sessions/with-session'

/** Answers with the Miteos account that the session belongs to, not with an account at a provider. */
export const readMiteosAccount = withSession(async ({ request, miteos, appUrl }) =>
  answerRead(request, await miteos.account(), appUrl),
)
