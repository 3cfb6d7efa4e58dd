import { readOrder } from './new-function/order.ts';
import { writeFunction } from './new-function/write-function.ts';

/** npm run new:function: the first files and rows of a function, and a test that fails. */
try {
  const { written, next } = writeFunction(readOrder(process.argv.slice(2)));
  for (const path of written) console.log(`written  ${path}`);
  for (const step of next) console.log(`next     ${step}`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
