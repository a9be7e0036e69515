import { submitReconnectLink } from '@/lib/dashboard/reconnecting/use-reconnect-link'
import { formRoute } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(submitReconnectLink)
