import { formRoute } from '@/lib/dashboard/routes/route'
import { submitLeave } from '@/lib/dashboard/support/support-forms'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(submitLeave)
