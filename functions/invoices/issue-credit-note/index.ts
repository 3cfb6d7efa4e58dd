import { crediting } from '#wiring/crediting';
import { renderInvoice } from '#wiring/invoice-pages';
import { createHandler } from './handler.ts';

export const handler = createHandler({ ...crediting, render: renderInvoice });
