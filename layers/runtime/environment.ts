/** Reads this function's variables; a missing one fails the cold start, not a request. */
export function requireEnvironment<Name extends string>(...names: Name[]): Record<Name, string> {
  const missing = names.filter((name) => !process.env[name]);
  if (missing.length > 0) throw new Error(`missing environment variables: ${missing.join(', ')}`);
  return Object.fromEntries(names.map((name) => [name, process.env[name]])) as Record<Name, string>;
}

/** A variable whose name is known only at run time, such as that of a provider's secret. */
export const variableOf = (name: string): string => requireEnvironment(name)[name]!;

/** The values of all variables whose names end with `nameEnd`. */
export const valuesOfVariables = (nameEnd: string): string[] =>
  Object.entries(process.env).flatMap(([name, value]) =>
    name.endsWith(nameEnd) && value ? [value] : [],
  );

/** Reads variables that may be missing. */
export const optionalEnvironment = <Name extends string>(
  ...names: Name[]
): Partial<Record<Name, string>> =>
  Object.fromEntries(
    names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
  ) as Partial<Record<Name, string>>;
