import { injectFault } from '@/lib/server/integrations-api'
import { routes } from '@/lib/server/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({ POST: injectFault })
