/** The text of a file, and in which of the two ways that Excel writes one it was written. */
export type FileText = { text: string; encoding: 'UTF-8' | 'Windows-1252' };

/** A file that is neither: read by guess, a reason would reach people garbled. */
class UnreadableText extends Error {
  override readonly name = 'UnreadableText';
}

/** Windows-1252 gives these bytes no character. */
const unassigned = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/**
 * Reads UTF-8, with or without a byte order mark, or what a French Excel writes when it saves "CSV":
 * Windows-1252. Never replaces a byte that it cannot read.
 *
 * @throws UnreadableText
 */
export function readText(bytes: Uint8Array): FileText {
  const { text, encoding } = decode(bytes);
  const stray = /[^\P{Cc}\t\r\n]|\ufffd/u.exec(text);
  if (!stray) return { text, encoding };
  const line = text.slice(0, stray.index).split(/\r\n|\n|\r/).length;
  throw new UnreadableText(
    `line ${line} holds a broken character. Save the file as "CSV UTF-8" and try again`,
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
