import { formRoute } from '@/lib/dashboard/routes/route'
import { submitAddWebhook } from '@/lib/dashboard/settings/webhook-forms'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(submitAddWebhook)
