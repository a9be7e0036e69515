import { routes } from '@/lib/server/http/route'
import { disconnectIntegration, readIntegration } from '@/lib/server/integrations/integrations-api'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: readIntegration,
  DELETE: disconnectIntegration,
})
