import { platformTheme } from '@/lib/server/platform-theme'
import { routes } from '@/lib/server/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({ GET: platformTheme })
