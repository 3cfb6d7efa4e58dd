import type { LifeCycleNews } from '#domain/platform/invoice-platform';

/**
 * Reads a message about documents' lives (UN/CEFACT CDAR D22B with the rules of XP Z12-012, annexe
 * A): of each document its number (MDT-87), its status (MDT-105) and why (MDT-113, MDT-114). Five
 * elements of a message from a platform that we know do not justify a parser in the bundle; prefixes
 * may be any, and what is not understood is left out.
 */
export function readLifeCycle(xml: string): LifeCycleNews[] {
  const at = instantIn(firstOf(xml, 'ExchangedDocument') ?? '') ?? instantIn(xml);
  if (at === undefined) return [];
  return allOf(xml, 'ReferenceReferencedDocument').flatMap((document) => {
    const number = firstOf(document, 'IssuerAssignedID');
    const code = firstOf(document, 'ProcessConditionCode');
    const detail = firstOf(document, 'SpecifiedDocumentStatus') ?? '';
    const reason = [firstOf(detail, 'ReasonCode'), firstOf(detail, 'Reason')].filter(Boolean);
    if (!number || !code) return [];
    return {
      number,
      code,
      at,
      ...(reason.length > 0 && { reason: reason.join(': ').slice(0, 500) }),
    };
  });
}

function allOf(xml: string, name: string): string[] {
  const element = new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?>(.*?)</(?:\\w+:)?${name}>`, 'gs');
  return [...xml.matchAll(element)].map(([, content = '']) => content);
}

function firstOf(xml: string, name: string): string | undefined {
  const [content] = allOf(xml, name);
  return content === undefined ? undefined : textOf(content.trim());
}

const signs: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const textOf = (escaped: string): string =>
  escaped.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => signs[name]!);

/** Format 204 (`YYYYMMDDhhmmss`, UTC) or 102 (`YYYYMMDD`). */
function instantIn(xml: string): string | undefined {
  const written = firstOf(firstOf(xml, 'IssueDateTime') ?? '', 'DateTimeString') ?? '';
  const parts = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?/.exec(written);
  if (!parts) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = parts;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
