/** An instant as PayPal's objects write it, without fractions: `2026-11-21T10:00:00Z`. */
export function instant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
