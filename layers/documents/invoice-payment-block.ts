import { writtenDate } from '#domain/calendar/written';
import type { InvoiceContent, InvoicePayment } from '#domain/invoices/invoice';
import type { Shown } from '#domain/invoices/shown';
import { invoiceWords } from './invoice-words.ts';
import { qrModules } from './qr-modules.ts';
import { type Block, frame, inks, type Sheet, type Style, textLines, textWidth } from './sheet.ts';

/** The VAT table and what stands below it end here. */
export const vatTableRight = 292;
const stampHeight = 44;
const codeSize = 104;

/** That it is paid, or a code to pay what is due; undefined for an invoice that shows neither. */
export function paymentBlock(content: InvoiceContent, { stamp, payUrl }: Shown): Block | undefined {
  const { payment, totals } = content;
  if (payment && totals.dueMinor <= 0)
    return {
      height: stampHeight,
      draw: (sheet, top) => drawPaid(sheet, top, payment, content),
    };
  if (payUrl === undefined || totals.dueMinor <= 0 || stamp === 'cancelled') return undefined;
  return { height: codeSize, draw: (sheet, top) => drawPayCode(sheet, top, payUrl, content) };
}

function drawPaid(
  sheet: Sheet,
  top: number,
  payment: InvoicePayment,
  { locale }: InvoiceContent,
): void {
  const words = invoiceWords[locale];
  const title = { size: 16, bold: true, ink: inks.paid } satisfies Style;
  const small = { size: 8, ink: inks.paid } satisfies Style;
  const width = vatTableRight - frame.left;
  const detailLeft = frame.left + 14 + textWidth(sheet.faces, words.paidStamp, title) + 14;
  const detailWidth = frame.left + width - 12 - detailLeft;
  const method = words.methods[payment.method] ?? payment.method;
  const how = `${words.paidOn(writtenDate(payment.paidDate, locale))} · ${method}`;
  sheet.roundedFrame(frame.left, top, width, stampHeight, inks.paid);
  sheet.text(words.paidStamp, frame.left + 14, top + 27.5, title);
  sheet.fittedText(how, detailLeft, top + 19, small, detailWidth);
  sheet.fittedText(`${words.paymentId} ${payment.id}`, detailLeft, top + 31, small, detailWidth);
}

function drawPayCode(sheet: Sheet, top: number, payUrl: string, { locale }: InvoiceContent): void {
  const words = invoiceWords[locale];
  const textLeft = frame.left + codeSize + 12;
  const small = { size: 8, ink: inks.muted } satisfies Style;
  sheet.modules(qrModules(payUrl), frame.left, top, codeSize);
  sheet.text(words.payOnline, textLeft, top + 46, { size: 10, bold: true, ink: inks.accentText });
  const lines = textLines(sheet.faces, words.scan, small, vatTableRight - textLeft);
  for (const [i, line] of lines.entries()) sheet.text(line, textLeft, top + 60 + i * 11, small);
}
