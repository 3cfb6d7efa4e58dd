import type { Json, JsonObject } from '../../assembly/json.ts';

/**
 * The item after an update, precise enough for its size: sets and removes whole attributes;
 * arithmetic and nested paths keep the old size.
 */
export function updatedItem(before: JsonObject, update: JsonObject): JsonObject {
  const item = { ...before };
  const names = (update.ExpressionAttributeNames ?? {}) as Record<string, string>;
  const values = (update.ExpressionAttributeValues ?? {}) as JsonObject;
  const attribute = (path: string): string => {
    const [first = ''] = path.trim().split(/[.[]/, 1);
    return names[first] ?? first;
  };
  const [, ...parts] = String(update.UpdateExpression ?? '').split(
    /(?:^|\s+)(SET|REMOVE|ADD|DELETE)\s+/i,
  );
  for (let position = 0; position < parts.length; position += 2) {
    const section = parts[position]!.toUpperCase();
    for (const clause of clausesOf(parts[position + 1] ?? '')) {
      const [, path = '', expression = ''] = /^([^\s=]+)\s*=?\s*(.*)$/s.exec(clause) ?? [];
      const name = attribute(path);
      const isWhole = !/[.[]/.test(path);
      if (section === 'REMOVE' && isWhole) delete item[name];
      if (section === 'SET' && isWhole) item[name] = assigned(expression, item[name], values);
      if (section === 'ADD') item[name] ??= values[expression.trim()] ?? { NULL: true };
    }
  }
  return item;
}

/** Commas within brackets separate a function's arguments. */
const clausesOf = (section: string): string[] => section.trim().split(/\s*,\s*(?![^(]*\))/);

function assigned(expression: string, present: Json | undefined, values: JsonObject): Json {
  const value = values[/:[\w.-]+/.exec(expression)?.[0] ?? ''] ?? { NULL: true };
  const isPlain = /^:[\w.-]+$/.test(expression.trim());
  return isPlain ? value : (present ?? value);
}
