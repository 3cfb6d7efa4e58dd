import page from '../../../web/result/index.html';
import { createHandler } from './handler.ts';

export const handler = createHandler(page);
