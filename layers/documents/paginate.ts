/**
 * The height for rows on the first and on every other page. `carried` of it is taken on each page
 * that another one follows, by the sum that is carried over.
 */
export type Room = { first: number; other: number; carried: number };

/** Rows `from` to `to` (exclusive) of one page; the last page also holds the closing part. */
export type PageRows = { from: number; to: number };

/** Rows that move to a new page with the totals, so that totals do not stand alone. */
const rowsTakenAlong = 2;

/**
 * Divides rows over pages. Never splits a row; keeps the closing part (totals) in one piece on the
 * last page, together with rows when they fit.
 */
export function paginate(rowHeights: number[], closingHeight: number, room: Room): PageRows[] {
  const pages: PageRows[] = [];
  let from = 0;
  let free = room.first - room.carried;
  for (const [row, height] of rowHeights.entries()) {
    if (height > free && (row > from || pages.length === 0)) {
      pages.push({ from, to: row });
      from = row;
      free = room.other - room.carried;
    }
    free -= height;
  }
  const last = { from, to: rowHeights.length };
  if (closingHeight <= free + room.carried) return [...pages, last];
  const split = closingSplit(rowHeights, last, room.other - closingHeight);
  return [...pages, { from, to: split }, { from: split, to: last.to }];
}

function closingSplit(rowHeights: number[], last: PageRows, room: number): number {
  let split = last.to;
  let free = room;
  const earliest = Math.max(last.from + 1, last.to - rowsTakenAlong);
  while (split > earliest && (rowHeights[split - 1] ?? 0) <= free) {
    split -= 1;
    free -= rowHeights[split] ?? 0;
  }
  return split;
}
