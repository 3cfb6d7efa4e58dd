/** npm run demo [-- usage | guest | refund]: shows from outside what the product does. */
const [subject] = process.argv.slice(2);
if (subject === 'usage' && process.argv.length === 3) await import('./demo-usage.ts');
else if (subject === 'guest' && process.argv.length === 3) await import('./demo-guest.ts');
else if (subject === 'refund' && process.argv.length === 3) await import('./demo-refund.ts');
else await import('./demo-payment.ts');
