import { healthz } from '@/lib/dashboard/health'
import { allowOnly } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly({ GET: healthz })
