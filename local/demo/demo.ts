/** npm run demo [-- usage]: shows from outside what the product does. */
const [subject] = process.argv.slice(2);
if (subject === 'usage' && process.argv.length === 3) await import('./demo-usage.ts');
else await import('./demo-payment.ts');
