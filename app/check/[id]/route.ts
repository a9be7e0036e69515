import { formRoutes } from '@/lib/server/http/route'
import { submitCheck } from '@/lib/server/integrations/integration-forms'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoutes(submitCheck)
