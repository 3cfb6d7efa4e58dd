/**
 * JSON with a line for each operation and each named component, and no other blanks: it is served
 * unchanged, and a diff shows single changes.
 */
export function inLines(description: object): string {
  return `${written(description, 0)}\n`;
}

/** `paths./v1/payments.post` and `components.schemas.Payment` are on the third level. */
const levels = 3;

function written(value: unknown, level: number): string {
  const isBranch = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isBranch || level === levels) return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([name, field]) => `${JSON.stringify(name)}:${written(field, level + 1)}`,
  );
  return `{\n${entries.join(',\n')}\n}`;
}
