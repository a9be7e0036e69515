import 'server-only'
import { answerRead } from '../routes/api-response'
import { withSession } from '../sessions/with-session'

/** Answers with the Miteos account of the person who is signed in. */
export const readMiteosAccount = withSession(async ({ request, miteos, appUrl }) =>
  answerRead(request, await miteos.account(), appUrl),
)
