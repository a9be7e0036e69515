import { formRoute } from '@/lib/dashboard/routes/route'
import { submitOpen } from '@/lib/dashboard/support/support-forms'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(submitOpen)
