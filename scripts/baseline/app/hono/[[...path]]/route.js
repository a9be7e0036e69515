import { Hono } from 'hono'

const list = JSON.parse(process.env.LIST ?? '[]')
const app = new Hono().get('/hono', (context) => context.json(list))

export const GET = (request) => app.fetch(request)
