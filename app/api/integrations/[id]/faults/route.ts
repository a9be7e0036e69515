import { injectFault } from '@/lib/dashboard/integrations/integrations-api'
import { routes } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({ POST: injectFault })
