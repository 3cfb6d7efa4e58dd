import { amountCell, csvFile, csvLine } from '#documents/csv';
import { money } from '#domain/money';

test('Excel in France opens a file by a double click: byte order mark, semicolons, decimal commas', () => {
  const file = csvFile(
    ['Numéro', 'Montant'],
    [['FA-2026-000001', amountCell(money(123_456, 'EUR'), 'comma')]],
  );
  expect(Buffer.from(file).subarray(0, 3).toString('hex')).toBe('efbbbf');
  expect(file.slice(1)).toBe('Numéro;Montant\r\nFA-2026-000001;1234,56\r\n');
});

test('programs ask for a decimal point, and francs have no decimals', () => {
  const line = csvLine([
    amountCell(money(-5, 'EUR'), 'point'),
    amountCell(money(5_000, 'XOF'), 'comma'),
    null,
  ]);
  expect(line).toBe('-0.05;5000;\r\n');
});

test.each(['=1+1', '+33612345678', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1'])(
  'a name that a spreadsheet would run as a formula is shown and not run: %j',
  (name) => {
    const [first, second] = csvLine([name]);
    expect([first, first === '"' ? second : first]).toContain("'");
  },
);

test('an own negative amount is a number, and is not guarded', () => {
  expect(csvLine([amountCell(money(-100, 'EUR'), 'comma')])).toBe('-1,00\r\n');
});

test('separators, quotes and line ends in a name stay in their cell', () => {
  expect(csvLine(['Dupont; "Fils"\nParis', 'x'])).toBe('"Dupont; ""Fils""\nParis";x\r\n');
});
