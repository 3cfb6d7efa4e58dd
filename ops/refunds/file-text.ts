/** The text of a file, and its encoding: Excel writes either of the two. */
export type FileText = { text: string; encoding: 'UTF-8' | 'Windows-1252' };

/** The file has neither encoding; guessing would show people a garbled reason. */
class UnreadableText extends Error {
  override readonly name = 'UnreadableText';
}

/** Bytes that Windows-1252 does not define. */
const unassigned = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/**
 * Reads UTF-8, with or without a byte order mark, or Windows-1252, which French Excel writes when
 * it saves "CSV". Never replaces an unreadable byte.
 *
 * @throws UnreadableText
 */
export function readText(bytes: Uint8Array): FileText {
  const { text, encoding } = decode(bytes);
  const stray = /[^\P{Cc}\t\r\n]|\ufffd/u.exec(text);
  if (!stray) return { text, encoding };
  const line = text.slice(0, stray.index).split(/\r\n|\n|\r/).length;
  throw new UnreadableText(
    `line ${line} contains a broken character. Save the file as "CSV UTF-8" and try again`,
  );
}

function decode(bytes: Uint8Array): FileText {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { text, encoding: 'UTF-8' };
  } catch {
    if (bytes.some((byte) => unassigned.has(byte)))
      throw new UnreadableText('it is neither UTF-8 nor Windows-1252 text');
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252' };
  }
}
