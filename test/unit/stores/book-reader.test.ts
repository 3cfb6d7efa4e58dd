import { MemoryTable } from '#test/memory-table';
import { booksInMemory, shelvedBooks } from '#test/shelved-books';
import { describeBookReader } from '../../contracts/book-reader.ts';

describeBookReader('a table', async () => shelvedBooks(new MemoryTable().table));

describeBookReader('the fake', async () => booksInMemory());
