import { submitCheck } from '@/lib/dashboard/integrations/integration-forms'
import { formRoutes } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoutes(submitCheck)
