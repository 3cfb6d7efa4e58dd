import page from '../../../web/home/index.html';
import { createHandler } from './handler.ts';

export const handler = createHandler(page);
