import { routes } from '@/lib/server/http/route'
import { platformTheme } from '@/lib/server/platform-theme'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({ GET: platformTheme })
