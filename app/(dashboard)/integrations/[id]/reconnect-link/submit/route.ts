import { submitNewReconnectLink } from '@/lib/dashboard/reconnecting/reconnect-link-forms'
import { formRoute } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(submitNewReconnectLink)
