import { allowOnly } from '@/lib/dashboard/routes/route'
import { finishSignOn } from '@/lib/dashboard/sso/finish-sign-on'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly({ GET: finishSignOn })
