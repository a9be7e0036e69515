import { routes } from '@/lib/server/http/route'
import { signOut } from '@/lib/server/sign-in/sign-out'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({ POST: signOut })
