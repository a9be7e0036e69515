import type { Tool } from '../tool'
import { createPage } from './create-page'
import { readDatabase } from './read-database'
import { searchWorkspace } from './search-workspace'
import { updatePage } from './update-page'

/** The tools of Notion, in the documented order. */
export const notionTools: readonly Tool[] = [createPage, updatePage, readDatabase, searchWorkspace]
