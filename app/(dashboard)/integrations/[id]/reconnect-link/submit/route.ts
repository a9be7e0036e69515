import { submitNewReconnectLink } from '@/lib/dashboard/reconnecting/reconnect-link-forms'
import { allowOnlyForm } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = allowOnlyForm(submitNewReconnectLink)
