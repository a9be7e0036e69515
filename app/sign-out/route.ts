import { routes } from '@/lib/server/route'
import { signOut } from '@/lib/server/sign-out'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({ POST: signOut })
