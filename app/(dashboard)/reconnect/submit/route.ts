import { submitReconnectLink } from '@/lib/dashboard/reconnecting/use-reconnect-link'
import { allowOnlyForm } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = allowOnlyForm(submitReconnectLink)
