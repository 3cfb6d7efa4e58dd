/** Parts of JSON text that are skipped whole: strings, and the white space between tokens. */
const tokenForm = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g;

/**
 * The text of one member of a JSON object exactly as it was written, or undefined when there is no
 * such member. A signature over a text does not survive that text being parsed and written again.
 */
export function rawMember(json: string, name: string): string | undefined {
  const key = JSON.stringify(name);
  let depth = 0;
  let start: number | undefined;
  let before = '';
  for (const { 0: token, index } of json.matchAll(tokenForm)) {
    const isEnd = depth === 1 && (token === ',' || token === '}');
    if (start !== undefined && isEnd) return json.slice(start, index).trim();
    if (depth === 1 && token === ':' && before === key) start = index + 1;
    if (token === '{' || token === '[') depth += 1;
    if (token === '}' || token === ']') depth -= 1;
    before = token;
  }
  return undefined;
}
