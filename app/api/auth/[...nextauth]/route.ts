import { routes } from '@/lib/dashboard/routes/route'
import { authRoute } from '@/lib/dashboard/sessions/auth-route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({ GET: authRoute })
