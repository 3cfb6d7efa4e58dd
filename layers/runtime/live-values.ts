/**
 * Returns the live values in a parameter's text, the newest first.
 *
 * Normally the whole text is one value. During a rotation the parameter holds two as a JSON list,
 * `["new","old"]`, because any other separator could be part of a secret.
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
    // A secret may start with a bracket, too.
    return undefined;
  }
}
