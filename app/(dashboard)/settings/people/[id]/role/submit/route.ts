import { formRoute } from '@/lib/dashboard/routes/route'
import { submitRole } from '@/lib/dashboard/settings/people-forms'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(submitRole)
