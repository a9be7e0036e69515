import { readyz } from '@/lib/server/health'
import { routes } from '@/lib/server/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({ GET: readyz })
