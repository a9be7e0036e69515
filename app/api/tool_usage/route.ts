import { allowOnly } from '@/lib/dashboard/routes/route'
import { listToolUsage } from '@/lib/dashboard/tools/tools-api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly({ GET: listToolUsage })
