import { readMiteosAccount } from '@/lib/dashboard/integrations/account-api'
import { allowOnly } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly({ GET: readMiteosAccount })
