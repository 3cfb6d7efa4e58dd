/**
 * The live values in a parameter's text, the newest first.
 *
 * The whole text is one value, whatever stands in it. While a secret is rotated the parameter holds
 * two as a JSON list, `["new","old"]`: no sign of a secret can be taken for what parts them.
 */
export function liveValues(text: string): readonly string[] {
  return (listIn(text) ?? [text]).filter((value) => value !== '');
}

function listIn(text: string): string[] | undefined {
  if (!text.trimStart().startsWith('[')) return undefined;
  try {
    const list: unknown = JSON.parse(text);
    const isListOfTexts = Array.isArray(list) && list.every((value) => typeof value === 'string');
    return isListOfTexts ? list : undefined;
  } catch {
    // A secret may begin with a bracket, too.
    return undefined;
  }
}
