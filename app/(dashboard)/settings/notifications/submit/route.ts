import { submitNotifications } from '@/lib/dashboard/notifications/notifications-form'
import { allowOnlyForm } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = allowOnlyForm(submitNotifications)
