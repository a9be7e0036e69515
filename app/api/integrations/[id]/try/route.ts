import { listToolsToTry, tryTool } from '@/lib/dashboard/integrations/try-it-api'
import { allowOnly } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly({
  GET: listToolsToTry,
  POST: tryTool,
})
