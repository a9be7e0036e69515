import { allowOnlyForm } from '@/lib/dashboard/routes/route'
import { submitTestWebhook } from '@/lib/dashboard/settings/webhook-forms'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = allowOnlyForm(submitTestWebhook)
