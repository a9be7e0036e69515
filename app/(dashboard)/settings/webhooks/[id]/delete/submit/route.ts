import { formRoute } from '@/lib/dashboard/routes/route'
import { submitDeleteWebhook } from '@/lib/dashboard/settings/webhook-forms'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(submitDeleteWebhook)
