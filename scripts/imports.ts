export interface Import {
  /** The text between the quotes. */
  from: string
  /** Whether the import is of types only, which the compiler erases. */
  isTypeOnly: boolean
}

const statementPattern =
  /(?:^|[\n;}])\s*(?:import|export)\s+(?<type>type\s)?(?<names>[^'"();]*?\bfrom\s*)?(?<quote>['"])(?<from>[^'"\n]+)\k<quote>/g
const callPattern = /\bimport\(\s*(?<quote>['"`])(?<from>[^'"`\n]+)\k<quote>\s*\)/g

function withoutComments(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '')
}

function namesOnlyTypes(names: string | undefined): boolean {
  const list = names?.match(/^\s*\{(?<list>[^}]*)\}\s*from\s*$/)?.groups?.list
  if (list === undefined) return false
  return list.split(',').every((name) => name.trim() === '' || /^\s*type\s/.test(name))
}

/** Returns every import, re-export and dynamic import in a TypeScript source. */
export function importsOf(source: string): Import[] {
  const text = withoutComments(source)
  const statements = [...text.matchAll(statementPattern)].map(({ groups }) => ({
    from: groups?.from ?? '',
    isTypeOnly: groups?.type !== undefined || namesOnlyTypes(groups?.names),
  }))
  const calls = [...text.matchAll(callPattern)].map(({ groups }) => ({
    from: groups?.from ?? '',
    isTypeOnly: false,
  }))
  return [...statements, ...calls]
}
