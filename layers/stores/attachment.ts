/**
 * The `Content-Disposition` of a download. Older clients read the plain name, in which everything
 * that could end it is replaced; all others the second one, which holds the name as it is (RFC 8187).
 */
export function attachment(fileName: string): string {
  const plain = fileName.replaceAll(/[^\x20-\x7e]|["\\%/;]/g, '_');
  const asItIs = plain === fileName ? '' : `; filename*=UTF-8''${encoded(fileName)}`;
  return `attachment; filename="${plain}"${asItIs}`;
}

/** What RFC 8187 allows unescaped is less than what `encodeURIComponent` leaves. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
