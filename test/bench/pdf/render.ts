import { renderInvoicePdf } from '#documents/invoice-pdf';
import { readAssets } from '#runtime/assets';
import { aLongInvoice } from '#test/invoices';
import { median } from '../statistics.ts';

/** A process of its own, so that the memory it tells of is that of rendering alone. */
const times = Number(process.argv[2]);
const assets = { ...readAssets('layers/assets', 'logo.png'), primaryColor: '#1f5f4a' };
const memory = () => {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return { rss, heapUsed };
};

const before = memory();
const first = performance.now();
const { length: bytes } = await renderInvoicePdf(aLongInvoice(40), assets);
const coldMs = performance.now() - first;
for (let i = 0; i < 10; i++) await renderInvoicePdf(aLongInvoice(40), assets);
const warm: number[] = [];
let rssMax = 0;
for (let i = 0; i < times; i++) {
  const content = aLongInvoice(40, { number: `FA-2026-${String(i).padStart(6, '0')}` });
  const started = performance.now();
  await renderInvoicePdf(content, assets);
  warm.push(performance.now() - started);
  rssMax = Math.max(rssMax, process.memoryUsage.rss());
}
const after = memory();

console.log(
  JSON.stringify({
    medianMs: median(warm),
    coldMs,
    bytes,
    rssGrowthBytes: rssMax - before.rss,
    heapKeptBytes: after.heapUsed - before.heapUsed,
  }),
);
