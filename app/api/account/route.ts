import { readMiteosAccount } from '@/lib/dashboard/integrations/account-api'
import { routes } from '@/lib/dashboard/routes/route'

// `routes` returns a handler for every method. Those that are not given answer 405.
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({ GET: readMiteosAccount })
