import { healthz } from '@/lib/dashboard/health'
import { routes } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({ GET: healthz })
