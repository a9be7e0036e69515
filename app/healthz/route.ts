import { healthz } from '@/lib/server/health'
import { routes } from '@/lib/server/http/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({ GET: healthz })
