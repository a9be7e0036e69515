import { submitCheck } from '@/lib/dashboard/integrations/integration-forms'
import { allowOnlyForm } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = allowOnlyForm(submitCheck)
