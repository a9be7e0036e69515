import { submitCheck } from '@/lib/server/integration-forms'
import { routes } from '@/lib/server/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({ POST: submitCheck })
