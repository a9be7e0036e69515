import { formRoutes } from '@/lib/server/http/route'
import { submitDisconnect } from '@/lib/server/integrations/integration-forms'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoutes(submitDisconnect)
