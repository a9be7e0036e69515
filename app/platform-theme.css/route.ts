import { platformTheme } from '@/lib/dashboard/platform-theme'
import { routes } from '@/lib/dashboard/routes/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({ GET: platformTheme })
