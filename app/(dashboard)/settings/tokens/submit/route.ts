import { formRoute } from '@/lib/dashboard/routes/route'
import { submitCreateToken } from '@/lib/dashboard/settings/token-forms'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(submitCreateToken)
