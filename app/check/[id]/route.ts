import { submitCheck } from '@/lib/dashboard/integrations/integration-forms'
import { formRoute } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = formRoute(submitCheck)
