import { brandedPage } from '#runtime/branded-page';
import { setting } from '#wiring/settings';
import page from '../../../web/result/index.html';
import { createHandler } from './handler.ts';

export const handler = createHandler(brandedPage(page, setting('BRAND')));
