import { allowOnly } from '@/lib/dashboard/routes/route'
import { listToolCalls } from '@/lib/dashboard/tools/tools-api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly({ GET: listToolCalls })
