/** One shop and one customer, used in all examples. */
export const ids = {
  payment: 'pay_01M7Y4MMKF07A7G7VF8YACZ7E9',
  order: 'ord_01M7Y4MMKF8T1V4X7Z0A3C6E9G',
  product: 'prd_01M7Y4MMKF5R8U1W4Y7B0D3F6H',
  refund: 'ref_01M7Y4MMKF07A7G7VF8YACZ7E9',
  invoice: 'inv_01M7Y4MR2T8Q5W3N6C1B9X4Z7K',
  creditNote: 'inv_01M80V5KQ2R4T6W8Y0A2C4E6G8',
  customer: 'cus_01M7Y4MMKF2S5D8G1J4M7Q0T3V',
  project: 'prj_01M7Y4MMKF3T6E9H2K5N8R1V4W',
  member: 'mem_5f0c1e2d3b4a59687786950413223140',
  apiKey: 'key_01M7Y41QXKAGJA0TY121F8AQY0',
  webhookEndpoint: 'we_01M7Y4N3QJ6F2H4K8M0P2R4T6V',
  message:
    'msg_Y3VzXzAxTTdZNE1NS0YyUzVEOEcxSjRNN1EwVDNWI2V2dF8wMU03WTRNUjJUOFE1VzNONkMxQjlYNFo3SyNidXllcg',
  notification: 'ntf_MjAyNi0xMS0yMVQwNDowODoxMC4wMDBaI3N0cmlwZSNldnRfMVNWZDBlMmVadktZbG8yQw',
} as const;

/** A list with one item and no next page. */
export const pageOf = <Item>(item: Item) => ({ data: [item], nextCursor: null });
