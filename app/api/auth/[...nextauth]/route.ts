import { authRoute } from '@/lib/server/auth-route'
import { routes } from '@/lib/server/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({ GET: authRoute })
