import { formRoute } from '@/lib/dashboard/routes/route'
import { submitWithdraw } from '@/lib/dashboard/settings/people-forms'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(submitWithdraw)
