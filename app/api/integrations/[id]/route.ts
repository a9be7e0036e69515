import { disconnectIntegration, readIntegration } from '@/lib/server/integrations-api'
import { routes } from '@/lib/server/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: readIntegration,
  DELETE: disconnectIntegration,
})
