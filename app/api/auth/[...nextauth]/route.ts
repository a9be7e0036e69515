import { routes } from '@/lib/server/http/route'
import { authRoute } from '@/lib/server/sessions/auth-route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({ GET: authRoute })
