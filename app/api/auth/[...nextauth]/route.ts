import { allowOnly } from '@/lib/dashboard/routes/route'
import { authRoute } from '@/lib/dashboard/sessions/auth-route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly({ GET: authRoute })
