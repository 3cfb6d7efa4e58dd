import page from '../../../web/pay/index.html';
import { createHandler } from './handler.ts';

export const handler = createHandler(page);
