import page from '../../../web/activate/index.html';
import { createHandler } from './handler.ts';

export const handler = createHandler(page);
