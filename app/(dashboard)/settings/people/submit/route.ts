import { formRoute } from '@/lib/dashboard/routes/route'
import { submitInvite } from '@/lib/dashboard/settings/people-forms'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(submitInvite)
