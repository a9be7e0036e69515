import { submitNotifications } from '@/lib/dashboard/notifications/notifications-form'
import { formRoute } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(submitNotifications)
