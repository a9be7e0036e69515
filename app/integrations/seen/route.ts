import { formRoute } from '@/lib/dashboard/routes/route'
import { submitDismiss } from '@/lib/dashboard/visits/dismiss-form'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(submitDismiss)
