import { platformTheme } from '@/lib/dashboard/platform-theme'
import { allowOnly } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = allowOnly({ GET: platformTheme })
