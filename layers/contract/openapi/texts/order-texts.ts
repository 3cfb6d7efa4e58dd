import type { Texts } from './texts.ts';

export const orderTexts: Texts = {
  CreateProductRequest: {
    self: 'What anybody may buy, at this price.',
    unitAmount: 'The price of one with VAT, in minor units.',
    vatRate:
      'In basis points, hundredths of a per cent: 2000 is 20 %. Only the rates of French VAT.',
    active: 'Whether it is listed and sold.',
  },
  ChangeProductRequest: {
    self: 'Fields that are left out stay as they are; null removes a value.',
    unitAmount: 'The price of orders to come: those that exist keep theirs.',
    active: 'False takes it off the price list; true puts it back.',
  },
  Product: {
    self: 'What anybody may buy.',
    unitAmount: 'The price of one with VAT, in minor units.',
    vatRate:
      'In basis points, hundredths of a per cent: 2000 is 20 %. Only the rates of French VAT.',
  },
  CreateOrderRequest: {
    self: 'What a buyer wants to buy. Lines with a price are for servers only.',
    customer: 'Who buys. A member who leaves it out orders with the details of the customer.',
    currency: 'Needed for lines with a price. With products, theirs must be the same.',
    title: 'What the provider shows, and what admins read.',
    termsVersion:
      'The version of your terms that the buyer has accepted; the time is kept with it.',
  },
  WantedFile: {
    self: 'A file that belongs to the order, to be uploaded.',
    name: 'As the buyer calls it; it is downloaded under this name.',
    bytes: 'Its exact size. All files of an order together have at most 100 MB.',
  },
  OrderFile: {
    self: 'A file of an order.',
    status:
      '`awaited` until the order is paid. Then it is `kept`, or `missing` when nothing was uploaded, or `refused`. `erased` went with its buyer, at their wish.',
    reason: 'Why it is refused: its size, or its first bytes, are not those of what was announced.',
  },
  Upload: {
    self: 'A form to upload one file with, as `multipart/form-data`.',
    id: 'The file’s.',
    fields: 'All of them, before the field `file`.',
    expiresAt: 'The form is accepted until then. Reading the order gives new ones.',
  },
  ProductLine: { self: 'A product of the price list, at its price of now.' },
  OrderLine: {
    self: 'What is bought, at the price of the order.',
    productId: 'Null for a line whose price was set by a server.',
    vatRate: 'In basis points: 2000 is 20 %; null: the default rate of the seller.',
  },
  OrderStatus: {
    self: '`in_progress` is paid. Nothing returns to `pending_payment`.',
  },
  CreatedOrder: {
    self: 'The order, and what opens it.',
    total: 'With VAT, in minor units.',
    expiresAt: 'The prices hold until then.',
    clientToken: 'Lets a buyer without sign-in pay and read this order.',
    uploads: 'One for each file. A repeated request gets new ones for the same files.',
  },
  Order: {
    self: 'What a buyer wants to buy.',
    total: 'With VAT, in minor units.',
    expiresAt: 'The prices hold until then. A payment that arrives later is honoured.',
    isGuest: 'Whether it was ordered without a customer.',
    paymentId: 'The payment that has paid it.',
    uploads:
      'New forms for its files: only while it waits for its payment, only when one order is read, and only for who may pay it.',
    customerId: 'Whose it is; of a guest, once it is paid. Absent for buyers with a client token.',
    account:
      'What payment found for the address of a guest: `made` a new customer, one that is `inactive` until the mailbox is proven, or a `member`. Absent for buyers.',
  },
};
