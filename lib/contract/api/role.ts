import { z } from 'zod'

export const environmentSchema = z.enum(['live', 'test'])
export type Environment = z.infer<typeof environmentSchema>

export const roleSchema = z.enum(['admin', 'member', 'support'])
export type Role = z.infer<typeof roleSchema>
